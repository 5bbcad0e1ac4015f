using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Understanding;

/// <summary>What a text names beside its intent. Read by rule, never learnt; what is not named is null.</summary>
/// <param name="Product">A food of the list that owners pick from, as it was said, e.g. 年糕.</param>
/// <param name="Number">The first number in figures, e.g. of a filing or a corrective action.</param>
/// <param name="Month">A month of the year, 1 to 12.</param>
/// <param name="Workshop">What an inspector looks for: a name, an address, a number.</param>
/// <param name="Topic">What a rule is asked about: the whole question.</param>
public sealed record Slots(string? Product = null, int? Number = null, int? Month = null, string? Workshop = null, string? Topic = null)
{
    private const char MonthSign = '月';

    internal static Slots Of(string text, Intent intent, FoodKinds foods, LookUpWords lookUp) => new(
        ProductIn(text, foods),
        NumberIn(text),
        MonthIn(text),
        intent.Argument == IntentArgument.Workshop ? lookUp.Term(text) : null,
        intent.Argument == IntentArgument.Text ? text : null);

    /// <summary>The longest name of a food in the text. Names of a single letter (糕, 酱) stand in too many other words.</summary>
    private static string? ProductIn(string text, FoodKinds foods)
    {
        string? found = null;
        foreach (var kind in foods.Kinds)
        {
            found = Longer(found, kind.Name, text);
            foreach (var synonym in kind.Synonyms)
            {
                found = Longer(found, synonym, text);
            }
        }

        return found;
    }

    private static string? Longer(string? found, string name, string text)
        => name.Length > (found?.Length ?? 1) && text.Contains(name, StringComparison.Ordinal) ? name : found;

    private static int? NumberIn(string text)
    {
        var from = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (from < 0)
        {
            return null;
        }

        var digits = text.AsSpan(from);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The number before 月: 3月, 十二月.</summary>
    private static int? MonthIn(string text)
    {
        var sign = text.IndexOf(MonthSign, StringComparison.Ordinal);
        for (var length = Math.Min(2, sign); length > 0; length--)
        {
            if (Quantity.ReadInteger(text.Substring(sign - length, length), 1, 12, out var month) is null)
            {
                return month;
            }
        }

        return null;
    }
}
