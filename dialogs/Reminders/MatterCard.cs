using BotAssistant.Calendar;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.Reminders;

namespace BotAssistant.Dialogs.Reminders;

/// <summary>Matters with a day as people read them. Days are told as dates, so that a message that waits for hours stays true.</summary>
public sealed class MatterCard(ITexts texts, TimeProvider time)
{
    public string ToOwner(IEnumerable<TimelyReminder> sayings)
        => texts.Say("reminder.owner", ("lines", string.Join('\n', sayings.OrderBy(saying => saying.Matter.DueOn).Select(saying => Line(saying.Matter, saying.Due)))));

    /// <param name="kinds">Of each kind how many, and the soonest.</param>
    public string ToStaff(IEnumerable<(int Count, TimelyReminder Soonest)> kinds)
        => texts.Say("reminder.staff", ("lines", string.Join('\n', kinds.Select(kind => kind.Count == 1
            ? Line(kind.Soonest.Matter, kind.Soonest.Due)
            : texts.Say("reminder.several", ("kind", texts.Say($"matter.{kind.Soonest.Matter.Kind}.name")), ("count", $"{kind.Count}"), ("due", Day(kind.Soonest.Due)))))));

    /// <summary>What a template can say of them: the soonest, and how many there are.</summary>
    public Notice ToNotice(IReadOnlyCollection<TimelyReminder> sayings)
    {
        var soonest = sayings.MinBy(saying => saying.Matter.DueOn)!;
        return new Notice(Notice.Reminder)
        {
            Places = new Dictionary<string, string>
            {
                ["kind"] = texts.Say($"matter.{soonest.Matter.Kind}.name"),
                ["name"] = soonest.Matter.Name,
                ["number"] = soonest.Matter.Number,
                ["due"] = Dates.Day(soonest.Due.Day),
                ["count"] = $"{sayings.Count}",
            },
        };
    }

    public string Line(Matter matter, DueDay due) => texts.Say(
        $"matter.{matter.Kind}.{(due.Day < ChinaTime.Today(time) ? "overdue" : "before")}", ("name", matter.Name), ("number", matter.Number), ("due", Day(due)));

    /// <summary>The day, and beside a day off the last working day before it.</summary>
    public string Day(DueDay due) => !due.FallsOnDayOff
        ? Dates.Day(due.Day)
        : texts.Say(due.Confirmed ? "reminder.day-off" : "reminder.day-off-unconfirmed", ("day", Dates.Day(due.Day)), ("last", Dates.Day(due.LastWorkingDay)));
}
