using BotAssistant.Calendar;
using BotAssistant.People;
using BotAssistant.Plans;
using BotAssistant.Regulations;

namespace BotAssistant.Reminders;

/// <summary>What a reminder says when its moment has come: what must be done, and how many days are left or have passed.</summary>
public sealed record TimelyReminder(PlannedReminder Reminder, Matter Matter, DueDay Due);

/// <summary>Plans reminders, and says of planned ones which still hold. Knows the plan's dates, which no table holds.</summary>
public sealed class ReminderDesk(IReminders reminders, ICalendarYears years, IPlanMarks marks, RegulationBook regulations, TimeProvider time)
{
    private Dictionary<Guid, Matter>? planned;
    private WorkingDays? calendar;

    public ReminderRule Rule => regulations.Reminders.On(ChinaTime.Today(time));

    /// <summary>As shipped, with the years that were imported since.</summary>
    public async Task<WorkingDays> CalendarAsync(CancellationToken stop) => calendar ??= regulations.WorkingDays.With(await years.AllAsync(stop));

    /// <summary>Plans all of today's reminders, set by set.</summary>
    public async Task<int> PlanAsync(CancellationToken stop)
    {
        var (today, days, count) = (ChinaTime.Today(time), await CalendarAsync(stop), 0);
        foreach (var ladder in Rule.Ladders)
        {
            count += await reminders.PlanAsync(ladder, [.. ladder.On(today, days)], today, stop);
        }

        return count + await reminders.PlanAsync([.. Due.On(today, (await OfPlanAsync(stop)).Values, Rule, days)], today, stop);
    }

    /// <summary>Divides planned reminders into those to be said now and those that are not, with what becomes of the latter.</summary>
    public async Task<(IReadOnlyList<TimelyReminder> Say, IReadOnlyList<(PlannedReminder Reminder, ReminderState Becomes)> Drop)> SortAsync(IReadOnlyList<PlannedReminder> candidates, CancellationToken stop)
    {
        var (today, days) = (ChinaTime.Today(time), await CalendarAsync(stop));
        var (say, drop) = (new List<TimelyReminder>(), new List<(PlannedReminder, ReminderState)>());
        foreach (var kind in candidates.GroupBy(reminder => reminder.Key.Kind))
        {
            var open = (await MattersAsync(kind.Key, [.. kind.Select(reminder => reminder.Key.SubjectId).Distinct()], stop)).ToDictionary(matter => matter.SubjectId);
            foreach (var reminder in kind)
            {
                if (!open.TryGetValue(reminder.Key.SubjectId, out var matter) || matter.DueOn != reminder.Key.DueOn)
                {
                    drop.Add((reminder, ReminderState.Withdrawn));
                }
                else if (Rule.Of(kind.Key)?.RungOf(matter.DueOn, today, days) != reminder.Key.Rung)
                {
                    drop.Add((reminder, ReminderState.Missed));
                }
                else
                {
                    say.Add(new TimelyReminder(reminder, matter, days.Due(matter.DueOn)));
                }
            }
        }

        return (say, drop);
    }

    /// <summary>What the owner must do within so many days, and what is overdue, the soonest first.</summary>
    public async Task<IReadOnlyList<(Matter Matter, DueDay Due)>> OfOwnerAsync(Person owner, int days, int limit, CancellationToken stop)
    {
        string[] kinds = [.. Rule.Ladders.Where(ladder => ladder.To == Audience.Owner).Select(ladder => ladder.Kind)];
        var calendarNow = await CalendarAsync(stop);
        var open = await reminders.OpenAsync(owner.Id, null, kinds, ChinaTime.Today(time).AddDays(days), limit, stop);
        return [.. open.Select(matter => (matter, calendarNow.Due(matter.DueOn)))];
    }

    /// <summary>The same for all matters of districts (null = whole city), the plan's dates too while they are ahead.</summary>
    public async Task<IReadOnlyList<(Matter Matter, DueDay Due)>> OfDistrictsAsync(IReadOnlyList<string>? districts, int days, int limit, CancellationToken stop)
    {
        var (today, calendarNow) = (ChinaTime.Today(time), await CalendarAsync(stop));
        var open = await reminders.OpenAsync(null, districts, [.. Rule.Ladders.Select(ladder => ladder.Kind)], today.AddDays(days), limit, stop);
        var ofPlan = (await OfPlanAsync(stop)).Values.Where(matter => districts is null || districts.Contains(matter.District))
            .Where(matter => matter.DueOn >= today && matter.DueOn <= today.AddDays(days))
            .DistinctBy(matter => (matter.Kind, matter.Name, matter.DueOn));
        return [.. open.Concat(ofPlan).OrderBy(matter => matter.DueOn).Take(limit).Select(matter => (matter, calendarNow.Due(matter.DueOn)))];
    }

    private async Task<IReadOnlyList<Matter>> MattersAsync(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken stop)
    {
        if (kind is not (MatterKinds.PlanReport or MatterKinds.PlanTask))
        {
            return await reminders.MattersAsync(kind, subjects, stop);
        }

        var open = await OfPlanAsync(stop);
        return [.. subjects.Select(open.GetValueOrDefault).OfType<Matter>()];
    }

    /// <summary>Of the plan in force today, without what districts have marked as done; none before the first.</summary>
    private async Task<Dictionary<Guid, Matter>> OfPlanAsync(CancellationToken stop)
    {
        var today = ChinaTime.Today(time);
        if (planned is null && regulations.Plans.All[0].From > today)
        {
            planned = [];
        }

        if (planned is null)
        {
            var done = (await marks.AllAsync(stop)).Select(mark => mark.MatterId).ToHashSet();
            planned = PlanMatters.Of(regulations.Plans.On(today), regulations.Districts.On(today).All.Select(district => district.Code)).Where(matter => !done.Contains(matter.SubjectId)).ToDictionary(matter => matter.SubjectId);
        }

        return planned;
    }
}
