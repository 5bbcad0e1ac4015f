namespace BotAssistant.Messaging;

/// <summary>An answer a person may tap, type, or give by its number (position in the list, from 1).</summary>
public sealed record Choice(string Label, string Token);

/// <summary>A file that a person is given: a document of ours, or a photo they may look at.</summary>
/// <param name="Name">As the person sees it, with its ending.</param>
/// <param name="Hash">Its name in the media store.</param>
public sealed record OutboundFile(string Name, string ContentType, string Hash)
{
    /// <summary>Where it can be fetched for some days, below this server's own address; set when the message is shaped.</summary>
    public string? Path { get; init; }

    /// <summary>The same from anywhere; null when this installation has no public address.</summary>
    public Uri? Address { get; init; }

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

/// <summary>What the product says, before a channel has given it its shape.</summary>
public sealed record OutboundMessage(string Text)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>
    /// True for an overview (status card, summary) that a channel with cards may show as one: the first line is its title, "label：value" lines are
    /// its facts. The text alone says everything.
    /// </summary>
    public bool IsCard { get; init; }

    /// <summary>Shown by the channels that can (<see cref="IChannel.ShowsFiles"/>); for the others the host has put their addresses into the text.</summary>
    public IReadOnlyList<OutboundFile> Files { get; init; } = [];
}

/// <summary>One piece of an <see cref="OutboundMessage"/>, ready for its channel and within the channel's limits.</summary>
public sealed record OutboundPart(string Body)
{
    /// <summary>The inbox or outbox row it belongs to, so that the channel log can name it; null when not known. Not stored with the part.</summary>
    public Guid? MessageId { get; init; }
}
