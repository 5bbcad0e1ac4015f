using BotAssistant.Calendar;

namespace BotAssistant.Honours;

/// <summary>Something on file that speaks for or against: an administrative case, a failed sampling, a score sheet.</summary>
/// <param name="Reference">Its number, as a person finds it again.</param>
public sealed record Evidence(DateOnly Day, string Reference);

/// <summary>What is known of a holder when somebody asks.</summary>
/// <param name="AppliedOn">Null = has not applied.</param>
/// <param name="Score">现场验收评分, with its sheet; null = not scored yet.</param>
/// <param name="Cases">行政立案处罚, by the day they were opened.</param>
/// <param name="FailedSamplings">抽检不合格, by the day of the report.</param>
public sealed record EligibilityFacts(
    DateOnly ValidUntil, DateOnly? AppliedOn, (decimal Points, Evidence Sheet)? Score, IReadOnlyList<Evidence> Cases, IReadOnlyList<Evidence> FailedSamplings);

public enum CriterionOutcome
{
    Met,
    NotMet,
    /// <summary>Nothing on file decides it yet.</summary>
    Open,
}

/// <summary>One condition: what came of it, why (a stable code, the key of a text), and what it rests on.</summary>
/// <param name="Values">Fill the text's places.</param>
public sealed record Criterion(string Name, CriterionOutcome Outcome, string Reason, IReadOnlyList<Evidence> Evidence, params (string Name, string Value)[] Values);

/// <summary>
/// Whether an honour would be kept on a day, condition by condition. It proposes; an officer decides (house promise 5), knowing what the service cannot
/// see: cases and samplings are only those on file here.
/// </summary>
public sealed record Eligibility(DateOnly AsOf, ReevaluationDates Dates, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Every condition is met.</summary>
    public bool ProposesPass => Criteria.All(criterion => criterion.Outcome == CriterionOutcome.Met);

    /// <summary>A condition is not met, whatever may still come.</summary>
    public bool ProposesExit => Criteria.Any(criterion => criterion.Outcome == CriterionOutcome.NotMet);

    public static Eligibility Of(EligibilityFacts facts, ReevaluationRule rule, WorkingDays calendar, DateOnly asOf)
    {
        var dates = rule.DatesOf(facts.ValidUntil, calendar);
        return new Eligibility(asOf, dates,
        [
            Applied(facts.AppliedOn, dates, asOf),
            Scored(facts.Score, rule.PassScore),
            None("cases", facts.Cases, rule.CaseYears, asOf),
            None("samplings", facts.FailedSamplings, rule.SamplingYears, asOf),
        ]);
    }

    private static Criterion Applied(DateOnly? appliedOn, ReevaluationDates dates, DateOnly asOf)
    {
        var (outcome, reason) = appliedOn switch
        {
            null when asOf > dates.Closes.Day => (CriterionOutcome.NotMet, "window-missed"),
            null when dates.IsOpenOn(asOf) => (CriterionOutcome.Open, "not-applied"),
            null => (CriterionOutcome.Open, "window-not-open"),
            { } day when dates.IsOpenOn(day) => (CriterionOutcome.Met, "applied-in-time"),
            { } day when day > dates.Closes.Day => (CriterionOutcome.NotMet, "applied-late"),
            _ => (CriterionOutcome.NotMet, "applied-early"),
        };
        return new Criterion("window", outcome, reason, [],
            ("opens", dates.Opens is { } opens ? $"{opens:yyyy-MM-dd}" : ""), ("closes", $"{dates.Closes.Day:yyyy-MM-dd}"), ("applied", appliedOn is { } applied ? $"{applied:yyyy-MM-dd}" : ""));
    }

    private static Criterion Scored((decimal Points, Evidence Sheet)? score, decimal pass)
        => score is not { } scored
            ? new Criterion("score", CriterionOutcome.Open, "not-scored", [], ("pass", $"{pass:0.##}"))
            : new Criterion("score", scored.Points >= pass ? CriterionOutcome.Met : CriterionOutcome.NotMet, scored.Points >= pass ? "score-reached" : "score-below", [scored.Sheet], ("score", $"{scored.Points:0.##}"), ("pass", $"{pass:0.##}"));

    /// <summary>
    /// Counts what happened within the last years. A span of years ends on the same-numbered day, or the month's last (民法典 art. 202), and
    /// that day still belongs to it: what happened exactly two years ago counts, a day earlier does not.
    /// </summary>
    private static Criterion None(string name, IReadOnlyList<Evidence> all, int years, DateOnly asOf)
    {
        IReadOnlyList<Evidence> counting = [.. all.Where(found => found.Day <= asOf && found.Day.AddYears(years) >= asOf).OrderBy(found => found.Day)];
        return counting.Count == 0
            ? new Criterion(name, CriterionOutcome.Met, $"no-{name}", [], ("years", $"{years}"))
            : new Criterion(name, CriterionOutcome.NotMet, $"some-{name}", counting, ("years", $"{years}"), ("count", $"{counting.Count}"));
    }
}
