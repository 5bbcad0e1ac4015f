namespace BotAssistant.Plans;

/// <summary>A report that was sent (已报送), or a task that a district has done (已完成).</summary>
/// <param name="MatterId">Which report or task, of which district (<see cref="Reminders.PlanMatters"/>).</param>
public sealed record PlanMark(Guid MatterId, string District, DateTimeOffset At, string By, string? Note);

public interface IPlanMarks
{
    /// <summary>All marks: a plan has some dozens of dates, and each district one mark of each.</summary>
    Task<IReadOnlyList<PlanMark>> AllAsync(CancellationToken stop);

    /// <summary>False when it is marked already.</summary>
    Task<bool> AddAsync(PlanMark mark, CancellationToken stop);

    /// <summary>False when it was not marked.</summary>
    Task<bool> RemoveAsync(Guid matterId, CancellationToken stop);
}
