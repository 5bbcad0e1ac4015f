using System.Text;
using BotAssistant.Identifiers;

namespace BotAssistant.Understanding;

/// <summary>One other way to write something: a typo, a dialect spelling, what a voice keyboard makes of it.</summary>
public sealed record Spelling(string Typed, string Meant);

/// <summary>Brings what people type to one form before it is compared: half width, small letters, no signs or spaces, known spellings replaced.</summary>
public sealed class Wording(IEnumerable<Spelling> spellings)
{
    private readonly Spelling[] spellings = [.. spellings.OrderByDescending(spelling => spelling.Typed.Length).ThenBy(spelling => spelling.Typed, StringComparer.Ordinal)];

    public string Plain(string typed)
    {
        var plain = Letters(typed);
        foreach (var spelling in spellings)
        {
            plain = plain.Replace(spelling.Typed, spelling.Meant, StringComparison.Ordinal);
        }

        return plain;
    }

    /// <summary>Letters and digits only, in small letters. A number is one sign: which one it is says nothing about what is wanted.</summary>
    private static string Letters(string typed)
    {
        var letters = new StringBuilder(typed.Length);
        foreach (var letter in TypedText.Fold(typed))
        {
            if (char.IsAsciiDigit(letter))
            {
                if (letters.Length == 0 || letters[^1] != '0')
                {
                    letters.Append('0');
                }
            }
            else if (char.IsLetter(letter) || char.IsSurrogate(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
        }

        return letters.ToString();
    }
}
