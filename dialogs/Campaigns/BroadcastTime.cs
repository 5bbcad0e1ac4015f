using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>A day and an hour as people write them (12-1 9:00, 明天 9点). How they do stands in YAML.</summary>
internal sealed class BroadcastTime(Regex pattern, IReadOnlyList<string> days)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static BroadcastTime From(ITexts texts) => new(
        new Regex(texts.Say("broadcast.when.pattern"), RegexOptions.CultureInvariant, TypedPattern.Limit),
        texts.Say("broadcast.when.days").Split('|', StringSplitOptions.TrimEntries));

    public static DateTimeOffset Parse(string canonical) => new(DateTime.ParseExact(canonical, Form, CultureInfo.InvariantCulture), China);

    public Refusal? Read(string typed, DateOnly today, RulesInForce rules, out string canonical)
    {
        canonical = "";
        if (DateTime.TryParseExact(typed, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var recorded))
        {
            return Check(recorded, today, rules, out canonical);
        }

        var match = pattern.Match(typed);
        return match.Success && Day(match, today) is { } day && Time(match) is { } time
            ? Check(day.ToDateTime(time), today, rules, out canonical)
            : new Refusal("broadcast-time");
    }

    private static Refusal? Check(DateTime at, DateOnly today, RulesInForce rules, out string canonical)
    {
        canonical = at.ToString(Form, CultureInfo.InvariantCulture);
        return rules.Campaigns.CheckTime(new DateTimeOffset(at, China), today, rules.QuietHours);
    }

    /// <summary>A date without a year is the next one.</summary>
    private DateOnly? Day(Match match, DateOnly today)
    {
        if (match.Groups["day"] is { Success: true } named)
        {
            return today.AddDays(Math.Max(0, days.ToList().IndexOf(named.Value)));
        }

        var hasYear = match.Groups["year"].Success;
        var year = hasYear ? Number(match, "year") : today.Year;
        return Date(year, match) is { } date && (hasYear || date >= today) ? date : hasYear ? null : Date(year + 1, match);
    }

    private static DateOnly? Date(int year, Match match)
    {
        var (month, day) = (Number(match, "month"), Number(match, "date"));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static TimeOnly? Time(Match match)
    {
        var hour = Number(match, "hour") + (match.Groups["afternoon"].Success && Number(match, "hour") < 12 ? 12 : 0);
        return hour < 24 && Number(match, "minute") < 60 ? new TimeOnly(hour, Number(match, "minute")) : null;
    }

    private static int Number(Match match, string group)
        => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;
}
