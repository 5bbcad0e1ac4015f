namespace BotAssistant.Honours;

public enum ReevaluationState
{
    /// <summary>已申请: the holder asked for it; written materials are still missing.</summary>
    Applied,
    /// <summary>材料已交: waits for the visit.</summary>
    WithMaterials,
    /// <summary>已评分: scored on the spot; waits for the officer.</summary>
    Scored,
    /// <summary>通过: the certificate is renewed.</summary>
    Passed,
    /// <summary>退出: the certificate has ended; the city publishes.</summary>
    Exited,
    /// <summary>撤回 by the holder.</summary>
    Withdrawn,
}

/// <summary>A dated step: by whom, why, with which photos.</summary>
public sealed record ReevaluationStep(DateTimeOffset At, string Kind, string By, string? Reason, IReadOnlyList<string> Photos)
{
    /// <summary>The score sheet behind a score (<see cref="Checklists.ScoredSheet"/>); null where only the total was given.</summary>
    public Guid? SheetId { get; init; }
}

/// <summary>One re-evaluation (复评) of a certificate, from the application to the officer's decision.</summary>
public sealed class Reevaluation
{
    private const string Scored = "scored";

    private readonly List<ReevaluationStep> steps;

    private Reevaluation(Guid id, int number, Guid certificateId, DateOnly appliedOn, ReevaluationState state, decimal? score, DateOnly? scoredOn, List<ReevaluationStep> steps)
    {
        (Id, Number, CertificateId, AppliedOn, State, Score, ScoredOn) = (id, number, certificateId, appliedOn, state, score, scoredOn);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number that people type (看复评 12).</summary>
    public int Number { get; }

    public Guid CertificateId { get; }
    public DateOnly AppliedOn { get; }
    public ReevaluationState State { get; private set; }
    public decimal? Score { get; private set; }
    public DateOnly? ScoredOn { get; private set; }
    public IReadOnlyList<ReevaluationStep> Steps => steps;

    /// <summary>The sheet behind <see cref="Score"/>; null without a score, or where only its total was given.</summary>
    public Guid? SheetId => steps.LastOrDefault(step => step.Kind == Scored)?.SheetId;

    public bool IsOpen => State is ReevaluationState.Applied or ReevaluationState.WithMaterials or ReevaluationState.Scored;

    /// <param name="photos">Hashes of the written materials; none = they follow.</param>
    public static Reevaluation Apply(Guid id, int number, Guid certificateId, DateOnly on, DateTimeOffset now, string by, IReadOnlyList<string> photos)
        => new(id, number, certificateId, on, photos.Count > 0 ? ReevaluationState.WithMaterials : ReevaluationState.Applied, null, null, [new ReevaluationStep(now, "applied", by, null, photos)]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static Reevaluation Restore(Guid id, int number, Guid certificateId, DateOnly appliedOn, ReevaluationState state, decimal? score, DateOnly? scoredOn, IEnumerable<ReevaluationStep> steps)
        => new(id, number, certificateId, appliedOn, state, score, scoredOn, [.. steps]);

    /// <summary>More written materials.</summary>
    public Refusal? Add(IReadOnlyList<string> photos, DateTimeOffset now, string by)
        => IsOpen && State != ReevaluationState.Scored ? Move(ReevaluationState.WithMaterials, new ReevaluationStep(now, "materials", by, null, photos)) : Closed();

    /// <summary>现场评分, by the sheet of the kind. Materials may come on paper, so they are not asked for first. A second visit replaces the score.</summary>
    /// <param name="sheetId">The filled-in sheet; null for a total from a sheet on paper.</param>
    public Refusal? Rate(decimal score, DateOnly on, DateTimeOffset now, string by, Guid? sheetId = null)
    {
        if (!IsOpen)
        {
            return Closed();
        }

        if (score is < 0 or > 100)
        {
            return new Refusal("score-not-0-to-100");
        }

        (Score, ScoredOn) = (score, on);
        return Move(ReevaluationState.Scored, new ReevaluationStep(now, Scored, by, $"{score:0.##}", []) { SheetId = sheetId });
    }

    /// <summary>
    /// The officer decides. Against what is proposed only with a reason: the service may not know of a case, and may know of one that was lifted.
    /// </summary>
    public Refusal? Decide(bool pass, Eligibility proposal, DateTimeOffset now, string by, string? reason)
    {
        if (!IsOpen)
        {
            return Closed();
        }

        if (pass && State != ReevaluationState.Scored)
        {
            return new Refusal("reevaluation-not-scored");
        }

        if (string.IsNullOrWhiteSpace(reason) && (pass ? !proposal.ProposesPass : !proposal.ProposesExit))
        {
            return new Refusal("decision-needs-reason");
        }

        return Move(pass ? ReevaluationState.Passed : ReevaluationState.Exited, new ReevaluationStep(now, pass ? "passed" : "exited", by, reason, []));
    }

    public Refusal? Withdraw(DateTimeOffset now, string by)
        => IsOpen ? Move(ReevaluationState.Withdrawn, new ReevaluationStep(now, "withdrawn", by, null, [])) : Closed();

    private static Refusal Closed() => new("reevaluation-closed");

    private Refusal? Move(ReevaluationState to, ReevaluationStep step)
    {
        State = to;
        steps.Add(step);
        return null;
    }
}
