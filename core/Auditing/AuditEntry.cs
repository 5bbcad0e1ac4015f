using BotAssistant.People;

namespace BotAssistant.Auditing;

/// <summary>Who did or looked at what, when (promise 4). Append-only.</summary>
/// <param name="Action">Stable code: "workshop-viewed", "workshop-searched", "filing-approved", "identity-bound" …</param>
/// <param name="PersonId">Null for an unbound chat or the system.</param>
/// <param name="ActorName">Name and role of the actor at that time.</param>
/// <param name="Subject">Kind and number of what was looked at or changed, e.g. "workshop 330203-2026-00001"; never an ID number.</param>
/// <param name="Detail">Search term or reason, short.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, string Action, Guid? PersonId, string ActorName, string Subject, string? Detail);

public interface IAudit
{
    /// <summary>Writes within the open transaction.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken stop);

    /// <summary>Newest first; either filter may be null.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(Guid? personId, string? subject, int limit, CancellationToken stop);
}

public static class AuditWriting
{
    /// <summary>Writes down what a known person did or looked at now.</summary>
    public static Task WriteAsync(this IAudit audit, TimeProvider time, Person actor, string action, string subject, string? detail, CancellationToken stop)
        => audit.AddAsync(new AuditEntry(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), action, actor.Id, actor.Name, subject, detail), stop);
}
