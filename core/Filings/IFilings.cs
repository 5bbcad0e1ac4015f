namespace BotAssistant.Filings;

public interface IFilings
{
    Task<Filing?> FindAsync(Guid id, CancellationToken stop);

    Task<Filing?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>An open filing for the same workshop, by credit code or by keyed hash of ID number and address.</summary>
    Task<Filing?> FindOpenSameAsync(string? creditCode, string ownerAtAddressHash, CancellationToken stop);

    /// <summary>The person's filings, newest first.</summary>
    Task<IReadOnlyList<Filing>> OfAsync(Guid personId, CancellationToken stop);

    /// <summary>Submitted filings of the districts (null = whole city), oldest first, and how many there are in all.</summary>
    Task<(IReadOnlyList<Filing> Page, int Total)> SubmittedAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>The next running number.</summary>
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(Filing filing, CancellationToken stop);

    /// <summary>Writes back a changed filing; guarded by its version.</summary>
    Task SaveAsync(Filing filing, CancellationToken stop);
}
