using System.Globalization;
using System.Text.Json;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>
/// A part of a message that is within the limit and not yet shaped for a channel. Its text says everything, the choices by number too; the last
/// part has the choices.
/// </summary>
internal sealed record MessagePart(string Text, IReadOnlyList<Choice> Choices, bool IsCard)
{
    /// <summary>With the last part, as the choices are.</summary>
    public IReadOnlyList<OutboundFile> Files { get; init; } = [];

    /// <param name="limit">Characters (UTF-16) in a part.</param>
    public static IReadOnlyList<MessagePart> Of(OutboundMessage message, int limit)
    {
        var choices = message.Choices.Where(choice => choice.Label.Length > 0).ToList();
        var lines = choices.Select((choice, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {choice.Label}"));
        var text = (choices.Count == 0 ? message.Text : string.Join('\n', lines.Prepend(message.Text))).ReplaceLineEndings("\n");
        if (text.Length <= limit)
        {
            return [new MessagePart(text, choices, message.IsCard) { Files = message.Files }];
        }

        var parts = TextSplitter.Split(text, limit);
        return [.. parts.Select((part, index) => new MessagePart(part, index == parts.Count - 1 ? choices : [], IsCard: false) { Files = index == parts.Count - 1 ? message.Files : [] })];
    }

    public string Write() => ActivityJson.Write(this);

    /// <returns>Null when it is no part of ours.</returns>
    public static MessagePart? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<MessagePart>(json, ActivityJson.Options) is { Text: not null, Choices: not null, Files: not null } part ? part : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
