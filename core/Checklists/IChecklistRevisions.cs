namespace BotAssistant.Checklists;

/// <summary>A revision that the bureau has brought in, and how.</summary>
/// <param name="By">The official's name, as given with it.</param>
/// <param name="FileHash">SHA-256 of the file it was read from, in hex.</param>
/// <param name="WithdrawnAt">Set when it was taken back before its first day; it never held.</param>
public sealed record PublishedChecklist(Guid Id, Checklist List, DateTimeOffset PublishedAt, string By, string FileHash, DateTimeOffset? WithdrawnAt, string? WithdrawnBy);

/// <summary>The bureau's own revisions of checklists. They are never changed or deleted: old results are read by them.</summary>
public interface IChecklistRevisions
{
    /// <summary>All of them in the order of their first days, withdrawn ones too.</summary>
    Task<IReadOnlyList<PublishedChecklist>> OfAsync(string list, CancellationToken stop);

    /// <summary>Two revisions of a list that begin on the same day cannot both stand: <see cref="StaleDataException"/>.</summary>
    Task AddAsync(PublishedChecklist revision, CancellationToken stop);

    Task WithdrawAsync(Guid id, DateTimeOffset at, string by, CancellationToken stop);
}
