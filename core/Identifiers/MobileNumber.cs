namespace BotAssistant.Identifiers;

/// <summary>A mobile number of mainland China: 1, then 3 to 9, then nine digits.</summary>
public static class MobileNumber
{
    private const int Length = 11;

    private static readonly string[] CountryCodes = ["+86", "0086", "86"];

    /// <summary>
    /// A country code, spaces, dashes and full-width digits are forgiven. Null and the 11 digits, or the refusal <c>mobile-format</c>.
    /// </summary>
    public static Refusal? Read(string typed, out string canonical)
    {
        var number = WithoutCountryCode(TypedText.Compact(typed));
        if (number.Length != Length || !TypedText.IsDigits(number) || number[0] != '1' || number[1] < '3')
        {
            canonical = "";
            return new Refusal("mobile-format");
        }

        canonical = number;
        return null;
    }

    /// <summary>First 3 and last 4 digits; anything that is no full number is hidden whole.</summary>
    public static string Mask(string number)
        => number.Length == Length ? $"{number[..3]}****{number[^4..]}" : new string('*', number.Length);

    private static string WithoutCountryCode(string number)
    {
        var code = Array.Find(CountryCodes, code => number.Length == code.Length + Length && number.StartsWith(code, StringComparison.Ordinal));
        return code is null ? number : number[code.Length..];
    }
}
