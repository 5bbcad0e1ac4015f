using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotAssistant.BotFramework.Activities;

/// <summary>
/// What travels between a channel and a bot (Bot Framework activity schema 3.1.12). Only the fields that this product reads or writes; names and
/// casing are the protocol's. Null fields are left out: the strictest of the known parsers refuses them.
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }
    public string? Id { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Absolute address of the connector that answers go to.</summary>
    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }
    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    public string? DeliveryMode { get; init; }
    public JsonNode? ChannelData { get; init; }

    public string? Text { get; init; }

    /// <summary>markdown, plain or xml; absent = markdown.</summary>
    public string? TextFormat { get; init; }

    public string? Summary { get; init; }
    public string? InputHint { get; init; }
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>Of events and invokes.</summary>
    public string? Name { get; init; }

    public JsonNode? Value { get; init; }

    /// <summary>Of installationUpdate and contactRelationUpdate: add or remove.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
}

public sealed record ChannelAccount(string? Id, string? Name = null)
{
    public string? AadObjectId { get; init; }

    /// <summary>user or bot.</summary>
    public string? Role { get; init; }
}

public sealed record ConversationAccount(string? Id, string? Name = null)
{
    public bool? IsGroup { get; init; }

    /// <summary>Teams: personal, groupChat or channel.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }
}

/// <summary>A file (<c>ContentUrl</c>) or a card (<c>Content</c>).</summary>
public sealed record Attachment(string ContentType)
{
    public string? ContentUrl { get; init; }
    public JsonNode? Content { get; init; }
    public string? Name { get; init; }
}

/// <summary><c>To</c> is always written, empty for everybody: the strictest parser asks for it.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction> Actions)
{
    public IReadOnlyList<string> To { get; init; } = [];
}

/// <summary>A button. <c>Title</c> is never empty.</summary>
public sealed record CardAction(string Type, string Title)
{
    public string? Text { get; init; }
    public string? DisplayText { get; init; }
    public JsonNode? Value { get; init; }
}

public static class ActivityTypes
{
    public const string Message = "message";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string MessageReaction = "messageReaction";
    public const string Event = "event";
    public const string Invoke = "invoke";
    public const string Typing = "typing";
    public const string EndOfConversation = "endOfConversation";
    public const string ContactRelationUpdate = "contactRelationUpdate";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
}

/// <summary>The protocol's JSON: camelCase, nulls left out, Chinese as it is.</summary>
public static class ActivityJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A number where a text belongs is refused like any other broken field, not guessed at.
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 32,
        // Which of two values counts would be anybody's guess.
        AllowDuplicateProperties = false,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <returns>Null when the text is no activity: broken JSON, too deep, a name twice, half a character, or a known field of the wrong type.</returns>
    public static Activity? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var activity = JsonSerializer.Deserialize<Activity>(json, Options);
            return activity is not null && CanBeWritten(activity) ? activity : null;
        }
        // The latter for a name that stands twice in free JSON.
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Free JSON is only looked into when it is used; half a surrogate pair in it could be neither kept nor passed on.</summary>
    private static bool CanBeWritten(Activity activity)
    {
        try
        {
            using var nowhere = new Utf8JsonWriter(Stream.Null);
            foreach (var free in (activity.Attachments ?? []).Select(attachment => attachment?.Content).Prepend(activity.Value).Prepend(activity.ChannelData))
            {
                free?.WriteTo(nowhere);
                nowhere.Reset();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
