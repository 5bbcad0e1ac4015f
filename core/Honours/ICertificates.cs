namespace BotAssistant.Honours;

public interface ICertificates
{
    /// <exception cref="StaleDataException">The number is taken.</exception>
    Task AddAsync(Certificate certificate, CancellationToken stop);

    /// <summary>Writes back a changed certificate; guarded by its version.</summary>
    Task SaveAsync(Certificate certificate, CancellationToken stop);

    Task<Certificate?> FindAsync(Guid id, CancellationToken stop);

    Task<Certificate?> FindByNumberAsync(string number, CancellationToken stop);

    /// <summary>The newest certificate of the holder of that licence, or null.</summary>
    Task<Certificate?> FindByLicenceAsync(string licence, CancellationToken stop);

    /// <summary>Those of these numbers that there are; any number of them, in sets.</summary>
    Task<IReadOnlyList<Certificate>> ByNumberAsync(IReadOnlyCollection<string> numbers, CancellationToken stop);

    /// <summary>All of them by number: for the bureau's own file.</summary>
    Task<IReadOnlyList<Certificate>> AllAsync(CancellationToken stop);

    /// <summary>Adds and writes back many at once, all or none.</summary>
    /// <exception cref="StaleDataException">A number is taken, or somebody changed one of them meanwhile.</exception>
    Task PutAsync(IReadOnlyList<Certificate> added, IReadOnlyList<Certificate> changed, CancellationToken stop);

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
