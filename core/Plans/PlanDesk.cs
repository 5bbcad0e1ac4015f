using BotAssistant.Auditing;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Reminders;

namespace BotAssistant.Plans;

/// <summary>A report or task of the plan with the districts that have marked it as done.</summary>
public sealed record PlanStanding(PlanItem Item, IReadOnlyList<PlanMark> Marks);

/// <summary>The plan's reports and tasks, and what districts have done of them. Runs in the turn's transaction.</summary>
public sealed class PlanDesk(IPlanMarks marks, IAudit audit, RegulationBook regulations, TimeProvider time)
{
    private DateOnly Today => ChinaTime.Today(time);

    /// <summary>Of the plan in force today.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the first plan.</exception>
    public ActionPlan Plan => regulations.Plans.On(Today);

    /// <summary>The plan's reports and tasks in one year, with what the districts (null = whole city) have marked.</summary>
    public async Task<IReadOnlyList<PlanStanding>> OfYearAsync(int year, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        var known = (await marks.AllAsync(stop)).Where(mark => districts is null || districts.Contains(mark.District)).ToLookup(mark => mark.MatterId);
        return [.. PlanMatters.Items(Plan).Where(item => item.Year == year).Select(item => new PlanStanding(item, [.. Codes(districts).SelectMany(district => known[item.IdFor(district)])]))];
    }

    /// <summary>计划完成 N: reminders of it stop for the district.</summary>
    public Task<(PlanItem? Item, Refusal? Refusal)> MarkAsync(Person officer, int number, string district, string? note, CancellationToken stop)
        => ChangeAsync(officer, number, district, "plan-marked", note, item => marks.AddAsync(new PlanMark(item.IdFor(district), district, time.GetUtcNow(), officer.Name, note), stop), "plan-marked-already", stop);

    /// <summary>计划撤销 N: it was not done after all.</summary>
    public Task<(PlanItem? Item, Refusal? Refusal)> UnmarkAsync(Person officer, int number, string district, CancellationToken stop)
        => ChangeAsync(officer, number, district, "plan-unmarked", null, item => marks.RemoveAsync(item.IdFor(district), stop), "plan-not-marked", stop);

    private async Task<(PlanItem? Item, Refusal? Refusal)> ChangeAsync(
        Person officer, int number, string district, string action, string? note, Func<PlanItem, Task<bool>> change, string unchanged, CancellationToken stop)
    {
        if (!officer.Covers(district) || regulations.Plans.All[0].From > Today || PlanMatters.Items(Plan).FirstOrDefault(item => item.Number == number) is not { } item)
        {
            return (null, new Refusal("plan-unknown"));
        }

        if (!await change(item))
        {
            return (null, new Refusal(unchanged));
        }

        await audit.WriteAsync(time, officer, action, $"plan {Plan.Id} {number} {district}", note, stop);
        return (item, null);
    }

    private IEnumerable<string> Codes(IReadOnlyList<string>? districts) => districts ?? [.. regulations.Districts.On(Today).All.Select(district => district.Code)];
}
