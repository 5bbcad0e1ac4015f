namespace BotAssistant.Inspections;

/// <summary>An action with the name of its workshop, for lists.</summary>
public sealed record ActionLine(CorrectiveAction Action, string Workshop);

public interface ICorrectiveActions
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(CorrectiveAction action, CancellationToken stop);

    /// <summary>Writes back a changed action; guarded by its version.</summary>
    Task SaveAsync(CorrectiveAction action, CancellationToken stop);

    Task<CorrectiveAction?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>The workshop's open actions: critical ones first, then by due day.</summary>
    Task<IReadOnlyList<CorrectiveAction>> OpenAsync(Guid workshopId, CancellationToken stop);

    /// <summary>All of the workshop, open or not, in the order of their numbers.</summary>
    Task<IReadOnlyList<CorrectiveAction>> OfAsync(Guid workshopId, CancellationToken stop);

    /// <summary>Reported and not yet verified, in workshops of the districts (null = whole city), soonest due first; and how many there are in all.</summary>
    Task<(IReadOnlyList<ActionLine> Page, int Total)> ReportedAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>With the owner and past its day, longest first; and how many there are in all.</summary>
    Task<(IReadOnlyList<ActionLine> Page, int Total)> OverdueAsync(IReadOnlyList<string>? districts, DateOnly today, int limit, CancellationToken stop);
}
