using System.Globalization;
using BotAssistant.Identifiers;

namespace BotAssistant.Bot.Demo;

/// <summary>
/// Numbers made up by counting, each unique by its index. The birth years 1908 to 1917 mark the ID numbers: sound by GB 11643 and accepted as a
/// living person's until the end of 2028, but nobody of that age runs a workshop. There is no range of mobile numbers reserved for samples in China, so one of
/// these may be somebody's: no chat is bound to a synthetic workshop, and nothing may ever dial or text them.
/// </summary>
internal static class SyntheticPeople
{
    private const int Sequences = 1000;
    private const int Days = 3650;
    private const string BodyAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly DateOnly FirstDay = new(1908, 1, 1);

    /// <summary>公民身份号码; unique for indexes below 3,650,000 of one district.</summary>
    public static string IdNumber(string district, int index)
    {
        var born = FirstDay.AddDays(index / Sequences % Days);
        var digits = string.Create(CultureInfo.InvariantCulture, $"{district}{born:yyyyMMdd}{index % Sequences:D3}");
        return digits + ResidentId.CheckCharacter(digits);
    }

    /// <summary>统一社会信用代码 of an individual business (92…MA…); unique for indexes below 31^4 of one district.</summary>
    public static string Credit(string district, int index)
    {
        Span<char> body = stackalloc char[4];
        for (var i = body.Length - 1; i >= 0; i--)
        {
            (body[i], index) = (BodyAlphabet[index % BodyAlphabet.Length], index / BodyAlphabet.Length);
        }

        var characters = $"92{district}MA000{body}";
        return characters + CreditCode.CheckCharacter(characters);
    }

    /// <summary>Unique for indexes below 100,000,000.</summary>
    public static string Mobile(int index) => (19_900_000_000 + index).ToString(CultureInfo.InvariantCulture);
}
