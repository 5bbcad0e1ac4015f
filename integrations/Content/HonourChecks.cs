using BotAssistant.Honours;

namespace BotAssistant.Content;

/// <summary>What the shape of the re-evaluation's file cannot say.</summary>
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
}
