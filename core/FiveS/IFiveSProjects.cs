namespace BotAssistant.FiveS;

/// <summary>How many projects of a district are in a state.</summary>
public sealed record FiveSCount(string District, FiveSState State, int Count);

public interface IFiveSProjects
{
    Task<int> NextNumberAsync(CancellationToken stop);

    /// <exception cref="StaleDataException">The holder has one that was not dropped.</exception>
    Task AddAsync(FiveSProject project, CancellationToken stop);

    /// <summary>Writes back a changed project; guarded by its version.</summary>
    Task SaveAsync(FiveSProject project, CancellationToken stop);

    Task<FiveSProject?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>The holder's project that was not dropped, or null.</summary>
    Task<FiveSProject?> OfLicenceAsync(string licence, CancellationToken stop);

    /// <summary>Of these workshops, dropped ones left out, the newest first.</summary>
    Task<IReadOnlyList<FiveSProject>> OfAsync(IReadOnlyCollection<Guid> workshopIds, CancellationToken stop);

    /// <summary>By district and state, of a year; districts null = whole city.</summary>
    Task<IReadOnlyList<FiveSCount>> CountAsync(int year, IReadOnlyList<string>? districts, CancellationToken stop);

    /// <summary>Holders of valid certificates on a day, by district.</summary>
    Task<IReadOnlyDictionary<string, int>> HoldersAsync(DateOnly day, IReadOnlyList<string>? districts, CancellationToken stop);

    /// <summary>Those in one of the states: the soonest due first, then by number; and how many there are in all.</summary>
    Task<(IReadOnlyList<FiveSProject> Page, int Total)> InAsync(IReadOnlyCollection<FiveSState> states, IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>Published ones, the newest first, and how many there are in all.</summary>
    Task<(IReadOnlyList<FiveSProject> Page, int Total)> PublishedAsync(IReadOnlyList<string>? districts, int skip, int limit, CancellationToken stop);

    /// <summary>All of a year but dropped ones, by district and number: for the bureau's own file.</summary>
    Task<IReadOnlyList<FiveSProject>> OfYearAsync(int year, CancellationToken stop);
}
