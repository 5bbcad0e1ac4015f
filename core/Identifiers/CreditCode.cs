using System.Buffers;
using System.Globalization;

namespace BotAssistant.Identifiers;

/// <summary>统一社会信用代码 by GB 32100: department, kind, 6 digits of region, 9 characters of body, one check character.</summary>
public static class CreditCode
{
    private const int Length = 18;
    private const int OldLength = 15;

    /// <summary>Without I, O, S, V and Z, which are too like other characters.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary>Powers of 3 modulo 31.</summary>
    private static ReadOnlySpan<int> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>
    /// Spaces, dashes, full-width and small letters are forgiven. Null and the 18-character code, or the refusal: <c>credit-code-old</c>
    /// (a 15-digit 注册号 from before the reform), <c>credit-code-length</c>, <c>credit-code-characters</c>, <c>credit-code-check-digit</c>.
    /// </summary>
    public static Refusal? Read(string typed, out string canonical)
    {
        var code = TypedText.Compact(typed).ToUpperInvariant();
        canonical = "";
        if (code.Length == OldLength && TypedText.IsDigits(code))
        {
            return new Refusal("credit-code-old");
        }

        if (code.Length != Length)
        {
            return new Refusal("credit-code-length", ("length", code.Length.ToString(CultureInfo.InvariantCulture)));
        }

        if (code.AsSpan().ContainsAnyExcept(Allowed) || !TypedText.IsDigits(code.AsSpan(2, 6)))
        {
            return new Refusal("credit-code-characters");
        }

        if (CheckCharacter(code) != code[^1])
        {
            return new Refusal("credit-code-check-digit");
        }

        canonical = code;
        return null;
    }

    /// <summary>The check character of the first 17 characters, all of them from the alphabet.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> characters)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(characters[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
