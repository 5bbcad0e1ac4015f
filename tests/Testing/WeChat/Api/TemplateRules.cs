using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>
/// What the platform takes as the value of a template's key (小程序订阅消息, 参数值内容限制说明). Written apart from the product's, which it checks: characters are looked at
/// one by one.
/// </summary>
public static class TemplateRules
{
    /// <summary>As the platform puts it, "is emtpy" included; null when there is nothing to complain of.</summary>
    public static string? Complaint(string key, JsonNode? value)
    {
        if (value is null || value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number) || value.ToString().Trim().Length == 0)
        {
            return "is emtpy";
        }

        return Takes(key.TrimEnd("0123456789".ToCharArray()), value.ToString()) ? null : "invalid";
    }

    private static bool Takes(string type, string value) => !value.Any(char.IsControl) && type switch
    {
        "thing" => value.Length <= 20,
        "number" => value.Length <= 32 && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        "letter" => value.Length <= 32 && value.All(char.IsAsciiLetter),
        "symbol" => value.Length <= 5 && value.All(IsSymbol),
        "character_string" => value.Length <= 32 && value.All(c => char.IsAsciiLetterOrDigit(c) || IsSymbol(c) || c == ' '),
        "time" => Ends(value, end => IsMoment(end, timeWanted: true)),
        "date" => Ends(value, end => IsMoment(end, timeWanted: false)),
        "amount" => IsAmount(value),
        "phone_number" => value.Length <= 17 && value.All(c => char.IsAsciiDigit(c) || "+-() ".Contains(c, StringComparison.Ordinal)),
        "car_number" => value.Length <= 8 && value.Skip(1).SkipLast(1).All(char.IsAsciiLetterOrDigit),
        "name" => value.Any(IsHan) ? value.Length <= 10 && value.All(c => IsHan(c) || char.IsAsciiLetter(c) || c == '·') : value.Length <= 20 && !value.Any(char.IsDigit),
        "phrase" => value.Length <= 5 && value.All(IsHan),
        _ => value.Length <= 20,
    };

    private static bool Ends(string value, Func<string, bool> isOne) => value.Split('~') is { Length: <= 2 } ends && ends.All(isOne);

    private static bool IsMoment(string text, bool timeWanted)
    {
        string[] days = ["yyyy年M月d日", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d"];
        string[] times = ["H:mm", "H:mm:ss"];
        string[] both = [.. days.SelectMany(day => times.Select(time => $"{day} {time}"))];
        return DateTime.TryParseExact(text, timeWanted ? [.. times, .. both] : [.. days, .. both], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool IsAmount(string value)
    {
        var bare = value.TrimEnd('元');
        bare = bare.Length > 0 && "¥￥$€£".Contains(bare[0], StringComparison.Ordinal) ? bare[1..] : bare;
        return bare.Split('.')[0].Length is >= 1 and <= 10 && decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsHan(char c) => c is >= '一' and <= '鿿';

    private static bool IsSymbol(char c) => char.IsPunctuation(c) || char.IsSymbol(c);
}
