namespace BotAssistant.Workshops;

/// <summary>One line of a search result.</summary>
public sealed record WorkshopLine(Guid Id, string Number, string Name, string District, string Address);

/// <summary>All registered workshops.</summary>
public interface IWorkshops
{
    Task<Workshop?> FindAsync(Guid id, CancellationToken stop);

    Task<Workshop?> FindByNumberAsync(string number, CancellationToken stop);

    /// <summary>Id and district of those of these numbers that there are, in sets.</summary>
    Task<IReadOnlyDictionary<string, (Guid Id, string District)>> PlacesAsync(IReadOnlyCollection<string> numbers, CancellationToken stop);

    /// <summary>A workshop that is not cancelled, by credit code or by keyed hash of ID number and address.</summary>
    Task<Workshop?> FindSameAsync(string? creditCode, string ownerAtAddressHash, CancellationToken stop);

    /// <summary>The owner's workshops, newest first, cancelled ones too.</summary>
    Task<IReadOnlyList<Workshop>> OwnedByAsync(Guid personId, CancellationToken stop);

    /// <summary>
    /// Workshops of the given districts (null = whole city) whose name, number, address or owner's name contains the term (2 characters at
    /// least; case and width ignored), best first. Its cost does not grow with the number of workshops.
    /// </summary>
    Task<IReadOnlyList<WorkshopLine>> SearchAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>Workshops whose names look most like the term, for "did you mean".</summary>
    Task<IReadOnlyList<WorkshopLine>> NearAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop);

    /// <summary>The next free number of the district and year, e.g. 330203-2026-00001.</summary>
    Task<string> NextNumberAsync(string district, int year, CancellationToken stop);

    Task AddAsync(Workshop workshop, CancellationToken stop);

    /// <summary>Writes back a changed workshop with its new events; guarded by its version.</summary>
    Task SaveAsync(Workshop workshop, CancellationToken stop);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<WorkshopEvent>> EventsAsync(Guid workshopId, CancellationToken stop);
}
