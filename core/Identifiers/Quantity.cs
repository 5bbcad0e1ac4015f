using System.Globalization;

namespace BotAssistant.Identifiers;

/// <summary>Counts and areas as people type them: 3, ３人, 三个, 80平米, 八十, 80.5㎡.</summary>
public static class Quantity
{
    private const string SquareSigns = "\u33A1\u00B2"; // the square metre sign and the raised two

    /// <summary>
    /// A whole number, with or without its measure word. Null and the value, or the refusal <c>number-format</c>, or <c>number-range</c> with
    /// <c>min</c> and <c>max</c>.
    /// </summary>
    public static Refusal? ReadInteger(string typed, int min, int max, out int value)
    {
        var refusal = ReadNumber(WithoutMeasure(typed), 0, min, max, out var number);
        value = (int)number;
        return refusal;
    }

    /// <summary>Square metres, at most two decimals. Refusals as for <see cref="ReadInteger"/>.</summary>
    public static Refusal? ReadArea(string typed, decimal min, decimal max, out decimal squareMetres)
        => ReadNumber(WithoutAreaUnit(typed), 2, min, max, out squareMetres);

    /// <summary>An amount of goods without its unit, at most three decimals. Refusals as for <see cref="ReadInteger"/>.</summary>
    public static Refusal? ReadAmount(string typed, decimal min, decimal max, out decimal amount) => ReadNumber(Spaceless(typed), 3, min, max, out amount);

    private static Refusal? ReadNumber(string text, int decimals, decimal min, decimal max, out decimal value)
    {
        if (!TryRead(text, out value) || value != decimal.Round(value, decimals))
        {
            value = 0;
            return new Refusal("number-format");
        }

        if (value >= min && value <= max)
        {
            return null;
        }

        value = 0;
        return new Refusal("number-range", ("min", min.ToString(CultureInfo.InvariantCulture)), ("max", max.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool TryRead(string text, out decimal value)
    {
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (text.Length <= 12 && decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var point = text.IndexOf('点', StringComparison.Ordinal);
        if (point < 0)
        {
            var isWhole = ChineseNumber.TryRead(text, out var whole);
            value = whole;
            return isWhole;
        }

        // 八十点五: after the point comes one digit, read as tenths.
        var isDecimal = ChineseNumber.TryRead(text.AsSpan(0, point), out var before)
            & ChineseNumber.TryRead(text.AsSpan(point + 1), out var tenths);
        value = before + (tenths / 10m);
        return isDecimal && tenths < 10;
    }

    private static string WithoutMeasure(string typed)
        => Spaceless(typed).TrimEnd('人', '个', '名', '位', '员', '工');

    /// <summary>平方米, 平米, 平方, 平, 米, m2, m², ㎡.</summary>
    private static string WithoutAreaUnit(string typed)
    {
        var text = Spaceless(typed).ToLowerInvariant();
        text = text.EndsWith("m2", StringComparison.Ordinal) ? text[..^2] : text.TrimEnd([.. SquareSigns]).TrimEnd('m');
        return text.TrimEnd('平', '方', '米');
    }

    private static string Spaceless(string typed) => TypedText.Fold(typed).Replace(" ", "", StringComparison.Ordinal);
}
