using System.Security.Cryptography;
using System.Text;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>What a message says: text, a tapped choice, files.</summary>
internal sealed record MessageContent(InboundKind Kind, string? Text = null, string? ChoiceToken = null)
{
    public IReadOnlyList<MediaReference> Media { get; init; } = [];

    public static MessageContent Of(Activity activity, InboundKind kind)
    {
        if (kind != InboundKind.Text)
        {
            return new(kind);
        }

        if (ChoiceOf(activity) is { } choice)
        {
            return new(InboundKind.Text, Clean(activity.Text), choice);
        }

        var files = (activity.Attachments ?? []).Where(IsFile).ToList();
        if (files.Count == 0)
        {
            return activity.Text is { } text ? new(InboundKind.Text, Clean(text) ?? "") : new(InboundKind.Unknown);
        }

        // One message is one kind; what is not of the first file's kind is not lost, it is only not told apart.
        var first = FileKind(files[0]);
        return new(first, Clean(activity.Text))
        {
            Media = [.. files.Where(file => FileKind(file) == first).Select(file => new MediaReference(IdOf(file.ContentUrl!), file.ContentUrl))],
        };
    }

    /// <summary>A button below a message (messageBack) or in a card (Action.Submit) brings the value itself, an Action.Execute wraps it.</summary>
    private static string? ChoiceOf(Activity activity) => activity.Type == ActivityTypes.Invoke
        ? JsonText.Of(activity.Value, "action", "data", ActivityRenderer.ChoiceField)
        : JsonText.Of(activity.Value, ActivityRenderer.ChoiceField);

    /// <summary>Teams adds each text once more as text/html, and a card that is quoted has an address too.</summary>
    private static bool IsFile(Attachment? attachment) =>
        attachment is { ContentUrl.Length: > 0, ContentType: { } type }
        && !type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        && !type.StartsWith("application/vnd.microsoft.card.", StringComparison.OrdinalIgnoreCase);

    private static InboundKind FileKind(Attachment file) => file.ContentType.Split('/')[0].ToLowerInvariant() switch
    {
        "image" => InboundKind.Image,
        "audio" => InboundKind.Voice,
        "video" => InboundKind.Video,
        _ => InboundKind.File,
    };

    /// <summary>Attachments have no ids; the address names one.</summary>
    private static string IdOf(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)).AsSpan(0, 16));

    /// <summary>Without control characters, which no keyboard makes; null when nothing is left.</summary>
    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return text.Any(IsControl) ? new string([.. text.Where(c => !IsControl(c))]) : text;
    }

    private static bool IsControl(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
