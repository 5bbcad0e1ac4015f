namespace BotAssistant.Honours;

/// <summary>What is on file of a holder's conduct.</summary>
public enum ConductKind
{
    /// <summary>行政立案处罚, by the day the case was opened.</summary>
    Case,
    /// <summary>抽检不合格, by the day of the report.</summary>
    FailedSampling,
    /// <summary>抽检合格: counts for nothing here but the record.</summary>
    PassedSampling,
}

/// <summary>A case or a sampling as an officer entered it. It is never deleted: what was wrong is made void (撤销) and entered anew.</summary>
/// <param name="Number">Running number that people type.</param>
/// <param name="Evidence">Its day and the number of the document.</param>
public sealed record ConductEntry(int Number, string Licence, ConductKind Kind, Evidence Evidence, DateTimeOffset EnteredAt, string By)
{
    public DateTimeOffset? VoidedAt { get; init; }
    public string? VoidedBy { get; init; }
    public string? VoidReason { get; init; }
}

public interface IConduct
{
    Task<int> NextNumberAsync(CancellationToken stop);

    /// <exception cref="StaleDataException">The document stands there already for that holder and kind.</exception>
    Task AddAsync(ConductEntry entry, CancellationToken stop);

    Task<ConductEntry?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>Writes down that an entry is void; only once.</summary>
    /// <returns>False when it was void already.</returns>
    Task<bool> VoidAsync(ConductEntry voided, CancellationToken stop);

    /// <summary>What counts of the holder of that licence, the oldest first; void entries do not.</summary>
    Task<IReadOnlyList<Evidence>> OfAsync(string licence, ConductKind kind, CancellationToken stop);

    /// <summary>All entries of the holder, void ones too, the newest day first.</summary>
    Task<IReadOnlyList<ConductEntry>> EntriesAsync(string licence, int limit, CancellationToken stop);
}
