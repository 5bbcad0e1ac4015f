using BotAssistant.Calendar;

namespace BotAssistant.Reminders;

/// <summary>What is due, for whom, on a day. Pure; the store's set-based sweep follows the same spans and is tested against it.</summary>
public static class Due
{
    /// <summary>The reminders that it is time for: at most one of each matter. Sending those that were sent before is the caller's to prevent, by key.</summary>
    public static IEnumerable<(ReminderKey Key, Matter Matter)> On(DateOnly today, IEnumerable<Matter> matters, ReminderRule rule, WorkingDays calendar)
    {
        var spans = rule.Ladders.ToDictionary(ladder => ladder.Kind, ladder => ladder.On(today, calendar).ToList());
        return
            from matter in matters
            where spans.ContainsKey(matter.Kind)
            let span = spans[matter.Kind].Find(span => span.Holds(matter.DueOn))
            where span is not null
            select (new ReminderKey(matter.Kind, matter.SubjectId, matter.DueOn, span.Rung), matter);
    }
}
