using System.Globalization;
using System.Text;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// Gives a message WeChat's shape: the text, then the choices numbered from 1, tappable where that costs no further part. Several parts are
/// numbered "(1/3)" on a line of their own, because WeChat may show them out of order.
/// </summary>
internal static class MessageText
{
    public static IReadOnlyList<OutboundPart> Render(OutboundMessage message, int limitBytes)
    {
        var choices = message.Choices.Select(choice => new Choice(XmlText.Clean(choice.Label), XmlText.Clean(choice.Token))).ToList();
        var text = ChoiceLink.WithoutTags(XmlText.Clean(message.Text));
        var plain = Parts(Compose(text, choices, choice => ChoiceLink.WithoutTags(choice.Label)), limitBytes);
        var links = choices.Select(ChoiceLink.Of).ToList();
        var tappable = links.Count == 0 || links.Max(Encoding.UTF8.GetByteCount) > limitBytes - CounterBytes(99)
            ? plain
            : Parts(Compose(text, choices, ChoiceLink.Of), limitBytes);
        return [.. (tappable.Count <= plain.Count ? tappable : plain).Select(part => new OutboundPart(part))];
    }

    private static string Compose(string text, List<Choice> choices, Func<Choice, string> shape)
    {
        var lines = choices.Select((choice, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {shape(choice)}"));
        return choices.Count == 0 ? text : string.Join('\n', lines.Prepend(text));
    }

    private static IReadOnlyList<string> Parts(string text, int limitBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= limitBytes)
        {
            return [text];
        }

        var parts = TextSplitter.Split(text, limitBytes - CounterBytes(99));
        if (parts.Count > 99)
        {
            parts = TextSplitter.Split(text, limitBytes - CounterBytes(99_999));
        }

        return [.. parts.Select((part, index) => $"{Counter(index + 1, parts.Count)}{part}")];
    }

    private static string Counter(int number, int total) => string.Create(CultureInfo.InvariantCulture, $"({number}/{total})\n");

    private static int CounterBytes(int total) => Counter(total, total).Length;
}
