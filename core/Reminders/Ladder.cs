using BotAssistant.Calendar;
using BotAssistant.Messaging;
using BotAssistant.Regulations;

namespace BotAssistant.Reminders;

/// <summary>Who is reminded. Where nobody is known (a small producer's certificate), the district's officers are.</summary>
public enum Audience { Owner, Inspectors, Officers }

/// <summary>When, before a day and after it, people are reminded of one kind of matter.</summary>
public sealed record Ladder
{
    /// <summary>Of a <see cref="Matter"/>.</summary>
    public required string Kind { get; init; }

    public required Audience To { get; init; }

    /// <summary>Days before, the most first; 0 = the day itself.</summary>
    public required IReadOnlyList<int> Before { get; init; }

    /// <summary>Days after, while it is still not done, the fewest first.</summary>
    public IReadOnlyList<int> Overdue { get; init; } = [];

    /// <summary>False: whoever has opted out of campaigns does not get it.</summary>
    public required bool Statutory { get; init; }

    /// <summary>Counted from the last working day that is not after the day: for what an office must do.</summary>
    public bool FromWorkingDay { get; init; }

    /// <summary>How long the last overdue reminder may still go.</summary>
    public int LastsDays { get; init; } = 7;

    /// <summary>Days left, the most first; overdue ones are below zero.</summary>
    public IReadOnlyList<int> Rungs => [.. Before, .. Overdue.Select(days => -days)];

    /// <summary>
    /// The spans of due days whose reminder it is time for on a day. They do not overlap: a reminder's time ends where that of the next one
    /// begins, so one that was missed is made up for while it is true and never after.
    /// </summary>
    public IEnumerable<RungSpan> On(DateOnly today, WorkingDays calendar)
    {
        var rungs = Rungs;
        for (var i = 0; i < rungs.Count; i++)
        {
            yield return new RungSpan(rungs[i], LatestDue(today.AddDays(EndsAt(i)), calendar), LatestDue(today.AddDays(rungs[i]), calendar));
        }
    }

    /// <summary>The rung for a due day on a day, or null when it is not the time for any.</summary>
    public int? RungOf(DateOnly dueOn, DateOnly today, WorkingDays calendar)
        => On(today, calendar).FirstOrDefault(span => span.Holds(dueOn))?.Rung;

    /// <summary>The rung's time is over when so many days are left.</summary>
    private int EndsAt(int i) => i + 1 < Rungs.Count ? Rungs[i + 1] : Rungs[i] - (Rungs[i] < 0 ? LastsDays : 1);

    /// <summary>The latest due day that is counted from a day which is not after this one.</summary>
    private DateOnly LatestDue(DateOnly counted, WorkingDays calendar)
    {
        if (!FromWorkingDay)
        {
            return counted;
        }

        while (calendar.Due(counted.AddDays(1)).LastWorkingDay <= counted)
        {
            counted = counted.AddDays(1);
        }

        return calendar.Due(counted).LastWorkingDay <= counted ? counted : counted.AddDays(-1);
    }
}

/// <summary>Due days after one day and up to another, whose reminder is that of the rung.</summary>
public sealed record RungSpan(int Rung, DateOnly DueAfter, DateOnly DueUpTo)
{
    public bool Holds(DateOnly dueOn) => dueOn > DueAfter && dueOn <= DueUpTo;
}

/// <summary>When people are reminded of what, and at which hours.</summary>
public sealed record ReminderRule : Rule
{
    /// <summary>The first hour at which reminders go out, Shanghai time; what could not go then is tried again each hour until the quiet ones.</summary>
    public required int DeliverAtHour { get; init; }

    public required IReadOnlyList<Ladder> Ladders { get; init; }

    public Ladder? Of(string kind) => Ladders.FirstOrDefault(ladder => ladder.Kind == kind);

    /// <summary>There is an hour in the day at which reminders may go out; without one all of them would wait for ever.</summary>
    public bool HasTimeBeside(QuietHours quiet) => Math.Max(DeliverAtHour, quiet.UntilHour) < quiet.FromHour;

    /// <summary>Reminders may go out now; what has not gone by the quiet hours is tried on the next day.</summary>
    public bool MayDeliver(DateTimeOffset now, QuietHours quiet) => ChinaTime.In(now).Hour >= DeliverAtHour && !quiet.Hold(now);
}
