using BotAssistant.Regulations;

namespace BotAssistant.Checklists;

/// <summary>Ids of the score sheets (评分表) that ship: stable for ever, also the names of their files.</summary>
public static class ScoreSheetIds
{
    /// <summary>食品生产加工小作坊“5S”现场管理评价表; ours is a sample (示例).</summary>
    public const string FiveS = "five-s-sheet";

    /// <summary>名特优食品作坊验收评分表; ours is a sample (示例).</summary>
    public const string FineWorkshop = "fine-workshop-sheet";

    /// <summary>亮化达标小微食品生产企业验收评分表; ours is a sample (示例).</summary>
    public const string BrightProducer = "bright-producer-sheet";

    public static readonly IReadOnlyList<string> All = [FiveS, FineWorkshop, BrightProducer];
}

/// <summary>What somebody hands in after going through a score sheet.</summary>
/// <param name="Sheet">Id of the list.</param>
/// <param name="Revision">The day on which that revision began.</param>
public sealed record FinishedSheet(string Sheet, DateOnly Revision, IReadOnlyList<ItemAnswer> Answers);

/// <summary>A filled-in score sheet: names sheet, revision and items, and is never changed. A second visit fills in another.</summary>
/// <param name="SubjectId">What was scored: a re-evaluation, a 5S project.</param>
public sealed record ScoredSheet(Guid Id, Guid SubjectId, string Sheet, DateOnly Revision, DateTimeOffset ScoredAt, string By, Score Score, IReadOnlyList<ItemAnswer> Answers)
{
    public IEnumerable<ItemAnswer> Faults => Answers.Where(answer => answer.Verdict == Verdict.Fault);

    /// <summary>Scores the answers by the revision that they were given to.</summary>
    public static (ScoredSheet? Sheet, Refusal? Refusal) Of(Guid subjectId, FinishedSheet finished, RegulationBook regulations, DateTimeOffset now, string by)
    {
        if (regulations.Checklist(finished.Sheet)?.Begun(finished.Revision) is not { } list)
        {
            return (null, new Refusal("checklist-gone"));
        }

        if (list.Items.FirstOrDefault(item => !item.Optional && finished.Answers.All(answer => answer.ItemId != item.Id)) is { } missing)
        {
            return (null, new Refusal("sheet-incomplete", ("item", missing.Id)));
        }

        var score = Score.Of(list, finished.Answers);
        return score.Percent is null
            ? (null, new Refusal("sheet-without-score"))
            : (new ScoredSheet(Guid.CreateVersion7(now), subjectId, list.Id, list.From, now, by, score, finished.Answers), null);
    }
}

public interface IScoredSheets
{
    Task AddAsync(ScoredSheet sheet, CancellationToken stop);

    Task<ScoredSheet?> FindAsync(Guid id, CancellationToken stop);
}
