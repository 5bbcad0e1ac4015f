using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Reminders;

namespace BotAssistant.Persistence;

internal sealed class CertificateRow : IVersioned
{
    public Guid Id { get; set; }
    public required string Number { get; set; }
    public HonourKind Kind { get; set; }
    public required string HolderName { get; set; }
    public required string District { get; set; }
    public required string Licence { get; set; }
    public Guid? WorkshopId { get; set; }
    public DateOnly IssuedOn { get; set; }
    public DateOnly ValidUntil { get; set; }
    public CertificateState State { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

internal sealed class ReevaluationRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid CertificateId { get; set; }
    public DateOnly AppliedOn { get; set; }
    public ReevaluationState State { get; set; }
    public decimal? Score { get; set; }
    public DateOnly? ScoredOn { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

internal sealed class FiveSProjectRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public int Year { get; set; }
    public required string HolderName { get; set; }
    public required string District { get; set; }
    public required string Licence { get; set; }
    public Guid? WorkshopId { get; set; }
    public Guid? CertificateId { get; set; }
    public DateOnly DueOn { get; set; }
    public FiveSState State { get; set; }
    public decimal? Score { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

internal sealed class ConductRow
{
    public long Id { get; set; }
    public required string Licence { get; set; }
    public ConductKind Kind { get; set; }
    public DateOnly Day { get; set; }
    public required string Reference { get; set; }

    /// <summary>0 for rows from before entries had numbers.</summary>
    public int Number { get; set; }

    public DateTimeOffset EnteredAt { get; set; }
    public DateTimeOffset? VoidedAt { get; set; }

    /// <summary>Who entered it, who made it void and why.</summary>
    public string? Content { get; set; }
}

internal sealed class PlanMarkRow
{
    public Guid MatterId { get; set; }
    public required string District { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Who marked it, and what they wrote.</summary>
    public required string Content { get; set; }
}

internal sealed class ReminderRow
{
    public long Id { get; set; }
    public required string Kind { get; set; }
    public Guid SubjectId { get; set; }
    public DateOnly DueOn { get; set; }
    public int Rung { get; set; }
    public required string District { get; set; }

    /// <summary>Null = for the district's staff.</summary>
    public Guid? PersonId { get; set; }

    public DateOnly PlannedOn { get; set; }
    public ReminderState State { get; set; }
}

/// <summary>The outbox messages that say a reminder; one may say several.</summary>
internal sealed class ReminderMessageRow
{
    public long ReminderId { get; set; }
    public Guid OutboxId { get; set; }
}

internal sealed class CalendarYearRow
{
    public int Year { get; set; }
    public required string Content { get; set; }
    public DateTimeOffset ImportedAt { get; set; }
}

internal sealed class JobRunRow
{
    public long Id { get; set; }
    public required string Job { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Outcome { get; set; }
    public string? Detail { get; set; }
}
