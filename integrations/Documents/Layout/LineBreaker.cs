using System.Globalization;
using System.Text;
using SkiaSharp;

namespace BotAssistant.Documents.Layout;

/// <summary>
/// Breaks Chinese text into lines (W3C, Requirements for Chinese Text Layout, 3.1): between any two characters, but no line begins with a closing or a
/// pausing mark or ends with an opening one, and Latin words and numbers stay whole.
/// </summary>
internal static class LineBreaker
{
    private const int FirstIdeographic = 0x2E80;

    public static IReadOnlyList<string> Break(string text, SKFont font, float width)
        => [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').SelectMany(paragraph => BreakParagraph(paragraph, font, width))];

    private static IEnumerable<string> BreakParagraph(string paragraph, SKFont font, float width)
    {
        var line = new StringBuilder();
        foreach (var piece in Pieces(paragraph).SelectMany(piece => Fitting(piece, font, width)))
        {
            if (line.Length > 0 && font.MeasureText(line + piece.TrimEnd()) > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
            }

            // What divided two words is not needed where the line divides them.
            line.Append(line.Length == 0 ? piece.TrimStart(' ') : piece);
        }

        yield return line.ToString().TrimEnd();
    }

    /// <summary>Pieces between which a line may end.</summary>
    internal static IReadOnlyList<string> Pieces(string paragraph)
    {
        var pieces = new List<string>();
        var glued = false;
        Rune? before = null;
        foreach (var rune in paragraph.EnumerateRunes())
        {
            var joins = before is { } last && (glued || Closes(rune) || (IsWord(last) && IsWord(rune)));
            if (joins)
            {
                pieces[^1] += rune;
            }
            else
            {
                pieces.Add(rune.ToString());
            }

            glued = Opens(rune);
            before = rune;
        }

        return pieces;
    }

    /// <summary>A word that is longer than a line has to be cut all the same.</summary>
    private static IEnumerable<string> Fitting(string piece, SKFont font, float width)
    {
        while (font.MeasureText(piece) > width && piece.Length > 1)
        {
            var length = 1;
            while (length < piece.Length && font.MeasureText(piece[..(length + 1)]) <= width)
            {
                length++;
            }

            length = char.IsHighSurrogate(piece[length - 1]) ? Math.Max(2, length - 1) : length;
            yield return piece[..length];
            piece = piece[length..];
        }

        yield return piece;
    }

    private static bool IsWord(Rune rune) => rune.Value < FirstIdeographic && !Rune.IsWhiteSpace(rune) && !Opens(rune);

    private static bool Opens(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    private static bool Closes(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;
}
