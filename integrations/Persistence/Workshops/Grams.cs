using System.Globalization;
using System.Text;

namespace BotAssistant.Persistence;

/// <summary>
/// Cuts texts into grams for the search index: each pair of neighbouring characters, and of numbers each four neighbouring digits too, because pairs
/// of digits are in every number and find nothing. A gram is an int: a pair as its two UTF-16 units, four digits as a negative number.
/// </summary>
internal static class Grams
{
    private const int Digits = 4;
    private const int RunningPart = 5;

    /// <summary>Half-width, lower case, without spaces, dashes and control characters: what two people may type differently.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation)
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    public static IEnumerable<int> Pairs(string folded)
    {
        for (var i = 0; i + 1 < folded.Length; i++)
        {
            yield return (folded[i] << 16) | folded[i + 1];
        }
    }

    /// <summary>Each four neighbouring digits.</summary>
    public static IEnumerable<int> Fours(string folded)
    {
        for (var i = 0; i + Digits <= folded.Length; i++)
        {
            if (folded.AsSpan(i, Digits).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                yield return -1 - int.Parse(folded.AsSpan(i, Digits), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>
    /// Everything a workshop is found by. Of its number the fours, and pairs of the running part only: district and year are the same for thousands.
    /// </summary>
    public static HashSet<int> Of(WorkshopRow row)
    {
        var number = Fold(row.Number);
        var grams = new HashSet<int>(Fours(number));
        grams.UnionWith(Pairs(number[^Math.Min(RunningPart, number.Length)..]));
        foreach (var text in (string[])[row.FoldedName, Fold(row.Address), Fold(row.OwnerName)])
        {
            grams.UnionWith(Pairs(text));
            grams.UnionWith(Fours(text));
        }

        return grams;
    }

    /// <summary>The grams that every hit has. A four of digits replaces the pairs of digits.</summary>
    public static IReadOnlyList<int> OfTerm(string folded)
    {
        var fours = Fours(folded).ToList();
        var pairs = Pairs(folded).Where(pair => fours.Count == 0 || !IsDigits(pair));
        return [.. fours.Concat(pairs).Distinct()];
    }

    private static bool IsDigits(int pair) => char.IsAsciiDigit((char)(pair >> 16)) && char.IsAsciiDigit((char)(pair & 0xffff));
}
