using System.Globalization;
using BotAssistant.Calendar;
using BotAssistant.Regulations;
using BotAssistant.Reminders;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>
/// Which reminders there must be, computed from the ladders as the file gives them, the days off and what became of each matter, day by day and by no code
/// of the product's.
/// </summary>
internal sealed class Oracle(RegulationBook rules, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> steady, DateOnly first, int days)
{
    /// <summary>So long everything must be in order for a reminder to be certain: until the next delivery, for a wrong schedule to be put right, and for all tries.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromHours(4.25);

    private readonly List<(DateTimeOffset From, DateTimeOffset To)> steady = [.. steady];
    private readonly Dictionary<DateOnly, List<(DateTimeOffset From, DateTimeOffset To)>> hours = [];

    private ReminderRule Rule { get; } = rules.Reminders.On(first);

    /// <summary>The rung whose time it is on a day, for a matter that is due on another; null: none.</summary>
    public int? RungOn(string kind, DateOnly dueOn, DateOnly day)
        => Times(kind, dueOn).Where(time => day >= time.From && day < time.Before).Select(time => (int?)time.Rung).SingleOrDefault();

    /// <summary>Each reminder that must have gone.</summary>
    public IEnumerable<Said> Certain(DueMatter matter)
    {
        if (matter.Owner?.Manner is Manner.Silent or Manner.Gone || (matter.Owner?.Manner == Manner.OptedOut && !Rule.Of(matter.Kind)!.Statutory))
        {
            yield break;
        }

        foreach (var due in matter.History.Select(change => change.DueOn).OfType<DateOnly>().Distinct())
        {
            foreach (var (rung, from, before) in Times(matter.Kind, due))
            {
                if (Days(from, before).Any(day => IsGood(matter, due, day)))
                {
                    yield return new Said(matter.Kind, matter.Number, due, rung);
                }
            }
        }
    }

    /// <summary>The plan's dates as matters of a district, numbered in their order.</summary>
    public IEnumerable<DueMatter> OfPlan(string district)
    {
        var plan = rules.Plans.On(first);
        var reports = plan.Years.SelectMany(year => year.Reports).Select(day => (MatterKinds.PlanReport, day));
        var tasks = plan.Dated.Select(part => (MatterKinds.PlanTask, part.DueOn));
        foreach (var ((kind, day), number) in reports.Concat(tasks).Select((dated, number) => (dated, number)))
        {
            var matter = new DueMatter(kind, number, district, null);
            matter.History.Add(new Change(DateTimeOffset.MinValue, day));
            yield return matter;
        }
    }

    /// <summary>The times of a ladder's rungs: each from its own day until the next one's.</summary>
    private IEnumerable<(int Rung, DateOnly From, DateOnly Before)> Times(string kind, DateOnly dueOn)
    {
        var ladder = Rule.Of(kind)!;
        while (ladder.FromWorkingDay && !IsWorked(dueOn))
        {
            dueOn = dueOn.AddDays(-1);
        }

        List<int> rungs = [.. ladder.Before.Select(left => -left), .. ladder.Overdue];
        for (var i = 0; i < rungs.Count; i++)
        {
            var ends = i + 1 < rungs.Count ? rungs[i + 1] : rungs[i] + (ladder.Overdue.Count > 0 ? 7 : 1);
            yield return (-rungs[i], dueOn.AddDays(rungs[i]), dueOn.AddDays(ends));
        }
    }

    private bool IsWorked(DateOnly day)
    {
        var year = rules.WorkingDays.Years.FirstOrDefault(year => year.Year == day.Year);
        return year?.Worked.Contains(day) == true || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && year?.Off.Contains(day) != true);
    }

    private IEnumerable<DateOnly> Days(DateOnly from, DateOnly before)
    {
        for (var day = from < first ? first : from; day < before && day < first.AddDays(days); day = day.AddDays(1))
        {
            yield return day;
        }
    }

    /// <summary>On that day servers ran, the owner could be reached and the matter stayed as it was since before the sweep, for long enough at a stretch.</summary>
    private bool IsGood(DueMatter matter, DateOnly due, DateOnly day)
    {
        var sweep = ChinaTime.At(day, new TimeOnly(4, 30));
        return matter.DueAt(sweep) == due && Hours(day).Any(open => Reachable(matter, open).Any(time => time.To - time.From >= Enough && matter.RestsFrom(sweep, time.From + Enough)));
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Reachable(DueMatter matter, (DateTimeOffset From, DateTimeOffset To) open)
        => matter.Owner?.Manner == Manner.Sometimes ? matter.Owner.Windows.Select(window => Common(window, open)) : [open];

    /// <summary>When servers ran between nine and the quiet hours of a day.</summary>
    private List<(DateTimeOffset From, DateTimeOffset To)> Hours(DateOnly day)
    {
        if (!hours.TryGetValue(day, out var known))
        {
            var open = (ChinaTime.At(day, new TimeOnly(Rule.DeliverAtHour, 0)), ChinaTime.At(day, new TimeOnly(rules.On(first).QuietHours.FromHour, 0)));
            hours[day] = known = [.. steady.Select(time => Common(time, open)).Where(time => time.To > time.From)];
        }

        return known;
    }

    private static (DateTimeOffset From, DateTimeOffset To) Common((DateTimeOffset From, DateTimeOffset To) one, (DateTimeOffset From, DateTimeOffset To) other)
        => (one.From > other.From ? one.From : other.From, one.To < other.To ? one.To : other.To);
}
