using System.Globalization;
using System.Text.RegularExpressions;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// The value of one key of a template as the platform takes it. A key is a type and a number ("thing1"); each type has its limits (小程序订阅消息,
/// 参数值内容限制说明; the account's templates have the same types), and one value beyond them is an errcode 47003 for the whole message.
/// </summary>
internal static partial class TemplateField
{
    private const char Ellipsis = '…', Year = '年', Month = '月', Day = '日';

    /// <summary>null: it cannot be brought into the type's form without saying something else.</summary>
    private static readonly Dictionary<string, Func<string, string?>> ByType = new(StringComparer.Ordinal)
    {
        ["thing"] = value => Shorten(value, 20),
        ["character_string"] = value => If(CharacterString(), value),
        ["number"] = value => If(Number(), value),
        ["letter"] = value => If(Letter(), value),
        ["symbol"] = value => If(Symbol(), value),
        ["time"] = value => EachEnd(value, Time),
        ["date"] = value => EachEnd(value, Date),
        ["amount"] = value => If(Amount(), value),
        ["phone_number"] = value => If(PhoneNumber(), value),
        ["car_number"] = value => If(CarNumber(), value),
        ["name"] = value => If(Name(), value),
        ["phrase"] = value => If(Phrase(), value),
        // Which values there are stands in the template; const is in templates of the console, but in no page that we know.
        ["enum"] = value => If(Listed(), value),
        ["enum_string"] = value => If(Listed(), value),
        ["const"] = value => If(Listed(), value),
    };

    public static IReadOnlyCollection<string> Types => ByType.Keys;

    public static bool IsKey(string key) => TypeOf(key) is { } type && ByType.ContainsKey(type);

    /// <summary>The value in the form of the key's type: a thing cut with "…", a day as 2026年12月1日. Null when it does not fit, or is empty.</summary>
    public static string? Fit(string key, string value)
    {
        var line = Blank().Replace(value, " ").Trim();
        return line.Length > 0 && TypeOf(key) is { } type && ByType.TryGetValue(type, out var fit) ? fit(line) : null;
    }

    private static string? TypeOf(string key) => Key().Match(key) is { Success: true } match ? match.Groups["type"].Value : null;

    private static string? If(Regex form, string value) => form.IsMatch(value) ? value : null;

    /// <summary>Cut between two characters as a reader sees them.</summary>
    private static string Shorten(string value, int most)
    {
        if (value.Length <= most)
        {
            return value;
        }

        var fits = 0;
        for (int next; fits + (next = StringInfo.GetNextTextElementLength(value, fits)) < most; fits += next)
        {
        }

        return $"{value.AsSpan(0, fits).TrimEnd()}{Ellipsis}";
    }

    /// <summary>A span has its two ends on either side of a "~".</summary>
    private static string? EachEnd(string value, Func<string, string?> form)
    {
        var ends = value.Split('~', StringSplitOptions.TrimEntries).Select(form).ToList();
        return ends.Count <= 2 && !ends.Contains(null) ? string.Join('~', ends) : null;
    }

    /// <summary>15:01, or a day with it. A day alone is refused: the entry says which time it means ("{due} 17:00").</summary>
    private static string? Time(string value) => Moment().Match(value) is { Success: true } moment && moment.Groups["time"].Success ? Written(moment) : null;

    private static string? Date(string value) => Moment().Match(value) is { Success: true } moment && moment.Groups["year"].Success ? Written(moment) : null;

    private static string? Written(Match moment)
    {
        var (day, time) = ("", moment.Groups["time"].Value);
        if (moment.Groups["year"].Success)
        {
            if (!DateOnly.TryParseExact($"{moment.Groups["year"].Value}-{moment.Groups["month"].Value}-{moment.Groups["day"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return null;
            }

            day = string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}{Year}{date.Month}{Month}{date.Day}{Day}");
        }

        return time.Length > 0 && !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out _) ? null : $"{day} {time}".Trim();
    }

    [GeneratedRegex("^(?<type>[a-z]+(_[a-z]+)?)[0-9]{1,2}$")]
    private static partial Regex Key();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?$(?<=^.{1,32}$)")]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Za-z]{1,32}$")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^[\p{P}\p{S}]{1,5}$")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"^[A-Za-z0-9\p{P}\p{S} ]{1,32}$")]
    private static partial Regex CharacterString();

    /// <summary>May end in 元.</summary>
    [GeneratedRegex(@"^[¥￥$€£]?[0-9]{1,10}(\.[0-9]{1,2})?\u5143?$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^[0-9+\-() ]{1,17}$")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^[\u4E00-\u9FFFA-Z0-9][A-Z0-9]{1,6}[\u4E00-\u9FFFA-Z0-9]$")]
    private static partial Regex CarNumber();

    /// <summary>With Chinese in it 10 characters, without 20.</summary>
    [GeneratedRegex(@"^([\u4E00-\u9FFFA-Za-z·]{1,10}|[A-Za-z\p{P} ]{1,20})$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\u4E00-\u9FFF]{1,5}$")]
    private static partial Regex Phrase();

    [GeneratedRegex("^.{1,20}$")]
    private static partial Regex Listed();

    /// <summary>A day (with 年, 月 and 日, or - / .), a time of the day, or both; a remark in brackets behind them is left out.</summary>
    [GeneratedRegex(@"^((?<year>[0-9]{4})[-/.\u5E74](?<month>[0-9]{1,2})[-/.\u6708](?<day>[0-9]{1,2})\u65E5?)?\s*(?<time>[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?\s*([\uFF08(].*)?$")]
    private static partial Regex Moment();
}
