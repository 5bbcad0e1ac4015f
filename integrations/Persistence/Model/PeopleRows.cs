using BotAssistant.People;

namespace BotAssistant.Persistence;

internal sealed class ConversationRow : IVersioned
{
    public required string Address { get; set; }
    public required string State { get; set; }
    public DateTimeOffset TouchedAt { get; set; }
    public Guid Version { get; set; }
}

internal sealed class HelpRequestRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public required string Address { get; set; }
    public string? District { get; set; }
    public required string Where { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public Guid? TakenBy { get; set; }
    public string? TakerAddress { get; set; }
    public DateTimeOffset? WaitingSince { get; set; }

    /// <summary>Null in rows from before requests could be taken.</summary>
    public DateTimeOffset? TouchedAt { get; set; }

    /// <inheritdoc cref="TouchedAt"/>
    public string? Story { get; set; }

    public Guid Version { get; set; }
}

internal sealed class DutyRow
{
    public Guid PersonId { get; set; }
    public DateTimeOffset Until { get; set; }
}

internal sealed class PersonRow
{
    public Guid Id { get; set; }
    public Role Role { get; set; }
    public required string Name { get; set; }

    /// <summary>Codes joined by a space.</summary>
    public required string Districts { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ChatIdentityRow
{
    public required string Address { get; set; }
    public Guid PersonId { get; set; }
    public DateTimeOffset BoundAt { get; set; }
}

internal sealed class AttemptRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class AuditRow
{
    public Guid Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Action { get; set; }
    public Guid? PersonId { get; set; }
    public required string ActorName { get; set; }
    public required string Subject { get; set; }
    public string? Detail { get; set; }
}
