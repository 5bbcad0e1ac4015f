using System.Buffers;
using System.Globalization;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>
/// Cuts a text into parts: after a paragraph where one ends in the later half of a part, else after a sentence, else after a comma, else between two
/// characters as a reader sees them. What is dropped are the line breaks at a cut.
/// </summary>
internal static class TextSplitter
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(['。', '！', '？', '；', '!', '?', ';']);
    private static readonly SearchValues<char> Pauses = SearchValues.Create(['，', '、', '：', ',', ':', ' ']);

    public static IReadOnlyList<string> Split(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        var parts = new List<string>();
        for (var rest = text.AsSpan().Trim('\n'); rest.Length > 0; rest = rest.TrimStart('\n'))
        {
            var length = rest.Length <= limit ? rest.Length : Border(rest, limit);
            parts.Add(rest[..length].TrimEnd('\n').ToString());
            rest = rest[length..];
        }

        return parts;
    }

    /// <summary>Length of the next part, at least one character.</summary>
    private static int Border(ReadOnlySpan<char> text, int limit)
    {
        int fits = 0, paragraph = 0, sentence = 0, pause = 0;
        for (var unit = Unit(text, limit); fits + unit <= limit; unit = Unit(text[fits..], limit))
        {
            fits += unit;
            paragraph = text[fits - 1] == '\n' ? fits : paragraph;
            sentence = SentenceEnds.Contains(text[fits - 1]) ? fits : sentence;
            pause = Pauses.Contains(text[fits - 1]) ? fits : pause;
        }

        return paragraph * 2 > fits ? paragraph : sentence * 2 > fits ? sentence : pause * 2 > fits ? pause : fits;
    }

    /// <summary>The next piece that is not cut: a grapheme, or, where that is itself too long, a code point.</summary>
    private static int Unit(ReadOnlySpan<char> text, int limit)
    {
        var unit = StringInfo.GetNextTextElementLength(text);
        return unit <= limit ? unit : char.IsHighSurrogate(text[0]) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1;
    }
}
