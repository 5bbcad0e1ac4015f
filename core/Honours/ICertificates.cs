namespace BotAssistant.Honours;

public interface ICertificates
{
    /// <exception cref="StaleDataException">The number is taken.</exception>
    Task AddAsync(Certificate certificate, CancellationToken stop);

    /// <summary>Writes back a changed certificate; guarded by its version.</summary>
    Task SaveAsync(Certificate certificate, CancellationToken stop);

    Task<Certificate?> FindAsync(Guid id, CancellationToken stop);

    Task<Certificate?> FindByNumberAsync(string number, CancellationToken stop);

    /// <summary>The certificates of these workshops, the one that ends soonest first.</summary>
    Task<IReadOnlyList<Certificate>> OfAsync(IReadOnlyCollection<Guid> workshopIds, CancellationToken stop);
}

public interface IReevaluations
{
    Task<int> NextNumberAsync(CancellationToken stop);

    /// <exception cref="StaleDataException">The certificate has an open one.</exception>
    Task AddAsync(Reevaluation reevaluation, CancellationToken stop);

    /// <summary>Writes back a changed re-evaluation; guarded by its version.</summary>
    Task SaveAsync(Reevaluation reevaluation, CancellationToken stop);

    Task<Reevaluation?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>The certificate's open one, or null.</summary>
    Task<Reevaluation?> OpenOfAsync(Guid certificateId, CancellationToken stop);

    /// <summary>Open ones of the districts (null = whole city), the oldest first; and how many there are in all.</summary>
    Task<(IReadOnlyList<(Reevaluation Reevaluation, Certificate Certificate)> Page, int Total)> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop);
}

/// <summary>What is on file against a holder: administrative cases and failed samplings.</summary>
public enum ConductKind { Case, FailedSampling }

public interface IConduct
{
    Task AddAsync(string licence, ConductKind kind, Evidence evidence, CancellationToken stop);

    /// <summary>Of the holder of that licence, the oldest first.</summary>
    Task<IReadOnlyList<Evidence>> OfAsync(string licence, ConductKind kind, CancellationToken stop);
}
