using BotAssistant.Plans;

namespace BotAssistant.Content;

/// <summary>What the shape of an action plan's file cannot say.</summary>
internal static class PlanChecks
{
    public static IEnumerable<string> Check(ActionPlan plan) =>
    [
        .. RuleChecks.Twice("target", plan.Targets.Select(target => target.Key)),
        .. plan.Targets.Where(target => target.AtLeastPercent is <= 0 or > 100).Select(target => $"target '{target.Key}' must be above 0 and at most 100 per cent."),
        .. RuleChecks.Twice("year", plan.Years.Select(year => $"{year.Year}")),
        .. plan.Years.SelectMany(Check),
    ];

    private static IEnumerable<string> Check(PlanYear year) =>
    [
        .. RuleChecks.Twice($"task of {year.Year}", year.Tasks.Select(task => task.Key)),
        .. RuleChecks.Twice($"report date of {year.Year}", year.Reports.Select(day => $"{day:O}")),
        .. year.Reports.Concat(year.Tasks.SelectMany(task => task.Parts.Select(part => part.DueOn).Append(task.DueOn)).OfType<DateOnly>())
            .Where(day => day.Year != year.Year)
            .Select(day => $"{day:O} stands under {year.Year}."),
    ];
}
