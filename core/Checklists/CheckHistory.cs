namespace BotAssistant.Checklists;

/// <summary>This check held against those before it.</summary>
/// <param name="Before">The last one of the same scope; null = there is none.</param>
/// <param name="PutRight">Items that were faults when last looked at and now conform.</param>
/// <param name="Again">Faults then and now.</param>
/// <param name="Fresh">Faults now, not when last looked at.</param>
public sealed record Comparison(CheckResult? Before, IReadOnlyList<string> PutRight, IReadOnlyList<string> Again, IReadOnlyList<string> Fresh);

/// <summary>What a workshop's earlier results say of its items. Each check may have looked at a part of the list only.</summary>
public sealed class CheckHistory(IReadOnlyList<CheckResult> newestFirst)
{
    /// <summary>Items whose latest answer is a fault, in the order of their ids.</summary>
    public IReadOnlyList<string> OpenFaults => [.. Latest().Where(pair => pair.Value == Verdict.Fault).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    public Comparison Compare(CheckResult now)
    {
        var latest = Latest();
        bool WasFault(ItemAnswer answer) => latest.GetValueOrDefault(answer.ItemId, Verdict.Conforms) == Verdict.Fault;
        return new Comparison(
            newestFirst.FirstOrDefault(now.IsLike),
            [.. now.Answers.Where(answer => answer.Verdict == Verdict.Conforms && WasFault(answer)).Select(answer => answer.ItemId)],
            [.. now.Faults.Where(WasFault).Select(answer => answer.ItemId)],
            [.. now.Faults.Where(answer => !WasFault(answer)).Select(answer => answer.ItemId)]);
    }

    private Dictionary<string, Verdict> Latest()
    {
        var latest = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var answer in newestFirst.SelectMany(result => result.Answers))
        {
            latest.TryAdd(answer.ItemId, answer.Verdict);
        }

        return latest;
    }
}
