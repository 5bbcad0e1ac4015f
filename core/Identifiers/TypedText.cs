using System.Globalization;
using System.Text;

namespace BotAssistant.Identifiers;

/// <summary>What a phone keyboard produces, brought to one form before anything is compared or checked.</summary>
public static class TypedText
{
    private const int FullWidthOffset = 0xFEE0;
    private const char MinusSign = '\u2212';

    /// <summary>
    /// Full-width letters, digits and signs become half-width; every kind of space becomes one plain space; invisible marks (zero-width,
    /// direction, broken surrogates) go; the ends are trimmed. Han characters and Chinese full stops stay as they are.
    /// </summary>
    public static string Fold(string typed) => Fold(typed, HalfWidth);

    /// <summary>
    /// <see cref="Fold(string)"/> for words that are kept and shown again: only letters and digits become half-width, so that a sentence keeps its
    /// Chinese commas and brackets.
    /// </summary>
    public static string Tidy(string typed) => Fold(typed, rune => Rune.IsLetterOrDigit(rune) ? HalfWidth(rune) : rune);

    private static string Fold(string typed, Func<Rune, Rune> narrow)
    {
        var folded = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                AppendOneSpace(folded);
            }
            else if (IsVisible(rune))
            {
                folded.Append(narrow(rune));
            }
        }

        return folded.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary><see cref="Fold"/>, and without any space or dash: for numbers that people write in groups.</summary>
    public static string Compact(string typed)
    {
        var compact = new StringBuilder(typed.Length);
        foreach (var c in Fold(typed))
        {
            if (c is not ' ' and not MinusSign && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation)
            {
                compact.Append(c);
            }
        }

        return compact.ToString();
    }

    /// <summary>Digits 0 to 9 only: <see cref="char.IsDigit(char)"/> also takes other scripts' digits.</summary>
    internal static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    private static bool IsVisible(Rune rune)
        => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned);

    private static Rune HalfWidth(Rune rune)
        => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - FullWidthOffset) : rune;

    private static void AppendOneSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
        {
            text.Append(' ');
        }
    }
}
