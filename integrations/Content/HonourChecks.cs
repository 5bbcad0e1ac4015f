using BotAssistant.FiveS;
using BotAssistant.Honours;

namespace BotAssistant.Content;

/// <summary>What the shape of the re-evaluation's and the 5S file cannot say.</summary>
internal static class HonourChecks
{
    public static IEnumerable<string> Check(ReevaluationRule rule) =>
    [
        .. RuleChecks.Twice("reading", rule.Windows.Select(window => $"{window.Reading}")),
        .. rule.Windows.Any(window => window.Reading == rule.Applies) ? Array.Empty<string>() : ["'applies' names a reading that has no window."],
        .. rule.Windows.Any(window => window.Days < 1) ? ["a window must be a day at least."] : Array.Empty<string>(),
        .. rule is { PassScore: > 0 and <= 100, CaseYears: > 0, SamplingYears: > 0 } ? Array.Empty<string>() : ["a limit is out of range."],
        .. rule.OnSiteMonth is >= 1 and <= 12 && rule.OnSiteDay >= 1 && rule.OnSiteDay <= DateTime.DaysInMonth(2021, rule.OnSiteMonth) ? Array.Empty<string>() : ["the on-site day is no day of every year."],
    ];

    public static IEnumerable<string> Check(FiveSRule rule) =>
    [
        .. RuleChecks.Twice("target", rule.Targets.Select(target => $"{target.Year}")),
        .. rule.Targets.Zip(rule.Targets.Skip(1)).Any(pair => pair.First.Year >= pair.Second.Year) ? ["the targets must follow each other in time."] : Array.Empty<string>(),
        .. rule.Targets.SelectMany(target => RuleChecks.Twice($"district of {target.Year}", target.Districts.Select(district => district.District))),
        .. rule.Targets.Where(target => target.Total is { } total && target.Districts.Count > 0 && target.Districts.Sum(district => district.Count) != total).Select(target => $"the districts of {target.Year} do not come to its total."),
        .. rule is { PassScore: > 0 and <= 100, ReturnedDays: > 0 } ? Array.Empty<string>() : ["a limit is out of range."],
        .. rule.RenovateMonth is >= 1 and <= 12 && rule.RenovateDay >= 1 && rule.RenovateDay <= DateTime.DaysInMonth(2021, rule.RenovateMonth) ? Array.Empty<string>() : ["the day of renovation is no day of every year."],
    ];
}
