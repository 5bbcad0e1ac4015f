namespace BotAssistant.Identifiers;

/// <summary>Numbers written in Han characters, 0 to 9999: 十二, 一百零五, 两千, 二〇二六, and the spoken 一百五 (150).</summary>
internal static class ChineseNumber
{
    public static bool TryRead(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length is > 0 and <= 9 && (TryReadDigits(text, out value) || TryReadUnits(text, out value));
    }

    /// <summary>One digit after another: 二〇二六.</summary>
    private static bool TryReadDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length > 4)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (Digit(c) is not { } digit)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    /// <summary>Digits with 千, 百, 十, each unit at most once and falling.</summary>
    private static bool TryReadUnits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var (lastUnit, pending, afterZero) = (10_000, (int?)null, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (Digit(text[i]) is { } digit)
            {
                if (pending is not null || (digit == 0 && i == text.Length - 1))
                {
                    return false;
                }

                pending = digit == 0 ? null : digit;
                afterZero = afterZero || digit == 0;
                continue;
            }

            // 十二 has no digit before its unit; 一百十二 is written too.
            if (Unit(text[i]) is not { } unit || unit >= lastUnit || (pending is null && unit != 10))
            {
                return false;
            }

            value += (pending ?? 1) * unit;
            (lastUnit, pending, afterZero) = (unit, null, false);
        }

        value += (pending ?? 0) * (afterZero || lastUnit == 10 ? 1 : lastUnit / 10);
        return true;
    }

    private static int? Digit(char c) => c switch
    {
        '〇' or '零' => 0,
        '一' or '壹' or '幺' => 1,
        '二' or '两' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => null,
    };

    private static int? Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        _ => null,
    };
}
