namespace BotAssistant.Inspections;

/// <summary>An inspection that is due. The first follows registration within one month (provincial regulation art. 17).</summary>
/// <param name="Kind">"first-inspection".</param>
/// <param name="Basis">The rule it rests on, e.g. "浙江省…管理规定第十七条".</param>
public sealed record InspectionTask(Guid Id, Guid WorkshopId, string District, string Kind, DateOnly DueOn, string Basis, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? DoneAt { get; init; }
}

public interface IInspectionTasks
{
    Task AddAsync(InspectionTask task, CancellationToken stop);

    /// <summary>Open tasks of a workshop, soonest first.</summary>
    Task<IReadOnlyList<InspectionTask>> OpenAsync(Guid workshopId, CancellationToken stop);

    /// <summary>Closes the open tasks of a workshop that is cancelled.</summary>
    Task CloseAsync(Guid workshopId, DateTimeOffset now, CancellationToken stop);
}
