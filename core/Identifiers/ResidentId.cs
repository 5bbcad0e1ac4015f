using System.Globalization;

namespace BotAssistant.Identifiers;

/// <summary>
/// 公民身份号码 by GB 11643: 6 digits of region, 8 of birth date, 3 of sequence, one check character. The region is not checked against
/// a list: owners come from the whole country and old codes live on in old numbers.
/// </summary>
public static class ResidentId
{
    private const int Length = 18;

    /// <summary>Nobody alive was born before; the standard's own examples begin here.</summary>
    private static readonly DateOnly Oldest = new(1900, 1, 1);
    private const string CheckCharacters = "10X98765432";

    private static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Spaces, dashes, full-width digits and a small x are forgiven. Null and the 18-character number, or the refusal:
    /// <c>id-number-length</c>, <c>id-number-characters</c>, <c>id-number-date</c>, <c>id-number-check-digit</c>.
    /// </summary>
    public static Refusal? Read(string typed, DateOnly today, out string canonical)
    {
        var number = TypedText.Compact(typed).ToUpperInvariant();
        canonical = "";
        if (number.Length != Length)
        {
            return new Refusal("id-number-length", ("length", number.Length.ToString(CultureInfo.InvariantCulture)));
        }

        if (!TypedText.IsDigits(number.AsSpan(0, Length - 1)) || !CheckCharacters.Contains(number[^1], StringComparison.Ordinal))
        {
            return new Refusal("id-number-characters");
        }

        if (!HasBirthDate(number, today))
        {
            return new Refusal("id-number-date");
        }

        if (CheckCharacter(number) != number[^1])
        {
            return new Refusal("id-number-check-digit");
        }

        canonical = number;
        return null;
    }

    /// <summary>The check character of the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    /// <summary>First and last 4 characters; anything that is no full number is hidden whole.</summary>
    public static string Mask(string number)
        => number.Length == Length ? $"{number[..4]}{new string('*', Length - 8)}{number[^4..]}" : new string('*', number.Length);

    private static bool HasBirthDate(string number, DateOnly today)
        => DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            && born <= today
            && born >= Oldest;
}
