namespace BotAssistant.Checklists;

public enum Verdict
{
    /// <summary>符合.</summary>
    Conforms,
    /// <summary>不符合.</summary>
    Fault,
    /// <summary>不适用.</summary>
    NotApplicable,
}

/// <summary>What was found at one item.</summary>
/// <param name="Note">What is wrong, or why it does not apply.</param>
/// <param name="Photos">Hashes in the media store.</param>
public sealed record ItemAnswer(string ItemId, Verdict Verdict, string? Note, IReadOnlyList<string> Photos)
{
    /// <summary>扣分: points that a fault costs on a score sheet; null = all of the item's.</summary>
    public decimal? Lost { get; init; }
}

/// <summary>How much of the list was gone through.</summary>
public enum CheckScope { Whole, Chapter, Critical, LastFaults }

/// <summary>A finished check. It names list, revision and items, and can be read again in years.</summary>
/// <param name="Number">Running number, as people name it.</param>
/// <param name="Revision">The day on which that revision of the list began.</param>
/// <param name="Chapter">For <see cref="CheckScope.Chapter"/>, which.</param>
/// <param name="Score">As it was told at the time.</param>
public sealed record CheckResult(
    Guid Id,
    int Number,
    Guid WorkshopId,
    string Checklist,
    DateOnly Revision,
    CheckScope Scope,
    string? Chapter,
    DateTimeOffset FinishedAt,
    string By,
    Score Score,
    IReadOnlyList<ItemAnswer> Answers)
{
    public IEnumerable<ItemAnswer> Faults => Answers.Where(answer => answer.Verdict == Verdict.Fault);

    /// <summary>Two results whose scores may be held against each other.</summary>
    public bool IsLike(CheckResult other) => (Checklist, Scope, Chapter) == (other.Checklist, other.Scope, other.Chapter);
}

public interface ICheckResults
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(CheckResult result, CancellationToken stop);

    Task<CheckResult?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>The workshop's results, newest first.</summary>
    Task<IReadOnlyList<CheckResult>> OfAsync(Guid workshopId, int limit, CancellationToken stop);
}
