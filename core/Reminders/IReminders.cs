using BotAssistant.People;

namespace BotAssistant.Reminders;

public enum ReminderState
{
    /// <summary>Its time has come; nobody has been told yet.</summary>
    Planned,
    /// <summary>In the outbox.</summary>
    Queued,
    Sent,
    /// <summary>Done, or its day was moved, before anybody was told.</summary>
    Withdrawn,
    /// <summary>The next reminder's time came first.</summary>
    Missed,
    /// <summary>The platform will not take it.</summary>
    Failed,
    /// <summary>Nobody to tell: no chat is bound.</summary>
    Unreachable,
    /// <summary>They do not want it, and no rule requires it.</summary>
    OptedOut,
}

/// <summary>A stored reminder.</summary>
public sealed record PlannedReminder(long Id, ReminderKey Key, string District, Guid? PersonId);

/// <summary>Reminders by their key: each goes into the store once, however often and wherever it is planned.</summary>
public interface IReminders
{
    /// <summary>
    /// Plans, by one statement a span and whatever their number, the reminders of all open matters of the ladder's kind that the store knows. One that
    /// was withdrawn is planned anew when its matter is open again.
    /// </summary>
    /// <returns>How many are new.</returns>
    Task<int> PlanAsync(Ladder ladder, IReadOnlyList<RungSpan> spans, DateOnly today, CancellationToken stop);

    /// <summary>Plans reminders of matters that the store does not know, such as the plan's.</summary>
    Task<int> PlanAsync(IReadOnlyList<(ReminderKey Key, Matter Matter)> due, DateOnly today, CancellationToken stop);

    /// <summary>
    /// Takes over what became of queued ones: sent, failed, or stale before it could go and so planned again. Messages about what is done or was moved are
    /// cancelled first.
    /// </summary>
    Task<int> SettleAsync(CancellationToken stop);

    /// <summary>People with planned reminders, in the order of their ids, after one of them.</summary>
    Task<IReadOnlyList<Guid>> PeopleAsync(Guid? after, int limit, CancellationToken stop);

    /// <summary>The planned reminders of these people; held against other servers until the transaction ends.</summary>
    Task<IReadOnlyList<PlannedReminder>> OfAsync(IReadOnlyCollection<Guid> people, CancellationToken stop);

    /// <summary>Districts with planned reminders for staff.</summary>
    Task<IReadOnlyList<string>> DistrictsAsync(CancellationToken stop);

    /// <summary>A page of the district's planned reminders for staff, after an id; held like <see cref="OfAsync"/>.</summary>
    Task<IReadOnlyList<PlannedReminder>> OfDistrictAsync(string district, long after, int limit, CancellationToken stop);

    /// <summary>The matters that are still open among these, as they are now.</summary>
    Task<IReadOnlyList<Matter>> MattersAsync(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken stop);

    /// <summary>Open matters due up to a day, of a person or of districts (null = whole city), the soonest first.</summary>
    Task<IReadOnlyList<Matter>> OpenAsync(Guid? person, IReadOnlyList<string>? districts, IReadOnlyCollection<string> kinds, DateOnly upTo, int limit, CancellationToken stop);

    /// <param name="messages">The outbox messages that say it.</param>
    Task MoveAsync(IReadOnlyCollection<long> ids, ReminderState to, IReadOnlyCollection<Guid> messages, CancellationToken stop);
}
