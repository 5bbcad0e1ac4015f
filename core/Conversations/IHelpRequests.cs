namespace BotAssistant.Conversations;

public interface IHelpRequests
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(HelpRequest request, CancellationToken stop);

    /// <summary>Writes back a changed request; guarded by its version: of two who take it at once, one is told.</summary>
    Task SaveAsync(HelpRequest request, CancellationToken stop);

    /// <summary>The chat's open request, if any: asking twice is one request.</summary>
    Task<HelpRequest?> OpenOfAsync(string address, CancellationToken stop);

    /// <summary>The chat's last request that was closed since the given time.</summary>
    Task<HelpRequest?> ClosedOfAsync(string address, DateTimeOffset since, CancellationToken stop);

    Task<HelpRequest?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>Open requests of the districts and those of no district (null = all), oldest first.</summary>
    Task<IReadOnlyList<HelpRequest>> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>The taken request in which this chat is one of the two sides. Asked in every turn.</summary>
    Task<HelpRequest?> TakenInAsync(string address, CancellationToken stop);

    /// <summary>The request that this member of staff has taken: one at a time.</summary>
    Task<HelpRequest?> TakenByAsync(Guid personId, CancellationToken stop);

    /// <summary>Numbers of the taken requests that have waited since <paramref name="waiting"/> or lain untouched since <paramref name="touched"/>.</summary>
    Task<IReadOnlyList<int>> StaleAsync(DateTimeOffset waiting, DateTimeOffset touched, int limit, CancellationToken stop);
}

/// <summary>值班: who of the staff is on duty, until they say otherwise or the time is over.</summary>
public interface IDuties
{
    Task BeginAsync(Guid personId, DateTimeOffset until, CancellationToken stop);

    /// <summary>False when the person was not on duty.</summary>
    Task<bool> EndAsync(Guid personId, CancellationToken stop);

    Task<IReadOnlyList<Guid>> AtAsync(DateTimeOffset now, CancellationToken stop);
}
