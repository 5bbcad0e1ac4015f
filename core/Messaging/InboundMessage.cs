namespace BotAssistant.Messaging;

/// <summary>What a person, or the platform on a person's behalf, sent us.</summary>
public enum InboundKind
{
    Text, Image, Voice, Video, Location, Link, File,
    /// <summary>The person follows us from now on; <see cref="InboundMessage.Text"/> is the QR scene, if any.</summary>
    Followed,
    /// <summary>The person left: bindings and marketing data go, queued sends are cancelled.</summary>
    Unfollowed,
    /// <summary>A follower scanned a QR scene (<see cref="InboundMessage.Text"/>).</summary>
    Scanned,
    /// <summary>A menu entry was tapped; <see cref="InboundMessage.Text"/> is its key, which is a command word.</summary>
    MenuClicked,
    /// <summary>The platform reports on something we sent or did; no person waits for an answer.</summary>
    Report,
    /// <summary>A kind this version does not know. Stored, acknowledged, never an error.</summary>
    Unknown,
}

/// <summary>A file that still lies with the platform and must be fetched soon (WeChat keeps media for 3 days).</summary>
public sealed record MediaReference(string Id, string? Url = null);

/// <summary>How many unprompted messages the platform lets us send after this message, and for how long.</summary>
public sealed record SendWindow(int Messages, TimeSpan Lasts);

/// <summary>A message of any channel in one shape. <paramref name="DedupeKey"/> is the same for each retry of one push and unique otherwise.</summary>
public sealed record InboundMessage(string DedupeKey, ChatAddress From, DateTimeOffset SentAt, InboundKind Kind)
{
    /// <summary>Typed text, menu key, scene, link address or location label; null where the kind has none.</summary>
    public string? Text { get; init; }

    /// <summary>The token of the offered choice that was tapped, where the channel tells.</summary>
    public string? ChoiceToken { get; init; }

    public IReadOnlyList<MediaReference> Media { get; init; } = [];

    /// <summary>Further fields by the platform's own names (Latitude, Status, TemplateId …).</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The sends this message entitles us to; null = it grants none.</summary>
    public SendWindow? Grants { get; init; }

    /// <summary>What the person decided about being written to with templates.</summary>
    public IReadOnlyList<ConsentChange> Consents { get; init; } = [];

    /// <summary>Of a <see cref="InboundKind.Report"/>: what became of messages that we had sent.</summary>
    public IReadOnlyList<DeliveryReport> Deliveries { get; init; } = [];

    /// <summary>Where this chat's messages go from now on, in the channel's own form (<see cref="IChatRoutes"/>); null where the address says it all.</summary>
    public string? Route { get; init; }

    /// <summary>Parts of an answer that the platform takes as the reply to its own request; the rest is pushed. WeChat: 1; 0 where
    /// a request is only ever acknowledged.</summary>
    public int DirectParts { get; init; } = 1;
}
