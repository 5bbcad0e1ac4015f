using System.Buffers;
using System.Globalization;
using System.Text;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// Cuts a text into parts by UTF-8 length: after a sentence where one ends in the later half of a part, else after a comma, else between two
/// characters as a reader sees them. A link stays whole. Nothing is added or dropped.
/// </summary>
internal static class TextSplitter
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(['。', '！', '？', '；', '\n', '!', '?', ';']);
    private static readonly SearchValues<char> Pauses = SearchValues.Create(['，', '、', '：', ',', ':', ' ']);

    public static IReadOnlyList<string> Split(string text, int limitBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limitBytes, 4);
        var parts = new List<string>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var length = Encoding.UTF8.GetByteCount(rest) <= limitBytes ? rest.Length : Border(rest, limitBytes);
            parts.Add(rest[..length].ToString());
            rest = rest[length..];
        }

        return parts;
    }

    /// <summary>Length of the next part in UTF-16 code units, at least one character.</summary>
    private static int Border(ReadOnlySpan<char> text, int limitBytes)
    {
        int fits = 0, sentence = 0, pause = 0;
        for (var bytes = 0; fits < text.Length;)
        {
            var unit = Unit(text[fits..], limitBytes);
            bytes += Encoding.UTF8.GetByteCount(text.Slice(fits, unit));
            if (bytes > limitBytes)
            {
                break;
            }

            fits += unit;
            sentence = SentenceEnds.Contains(text[fits - 1]) ? fits : sentence;
            pause = Pauses.Contains(text[fits - 1]) ? fits : pause;
        }

        return sentence * 2 > fits ? sentence : pause * 2 > fits ? pause : fits;
    }

    /// <summary>The next piece that is not cut: a link, a grapheme, or, where that is itself too long, a code point.</summary>
    private static int Unit(ReadOnlySpan<char> text, int limitBytes)
    {
        var unit = ChoiceLink.LengthAtStart(text) is > 0 and var link ? link : StringInfo.GetNextTextElementLength(text);
        if (Encoding.UTF8.GetByteCount(text[..unit]) <= limitBytes)
        {
            return unit;
        }

        return char.IsHighSurrogate(text[0]) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1;
    }
}
