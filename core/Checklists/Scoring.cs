namespace BotAssistant.Checklists;

/// <summary>From this score on a result is called so.</summary>
public sealed record Grade
{
    public required decimal From { get; init; }
    public required string Name { get; init; }
}

/// <summary>How a list is scored (评分规则). Points of what conforms, out of the points of what applies (合理缺项 does not count), as a percentage.</summary>
public sealed record ScoringRule
{
    public required decimal Points { get; init; }
    public required decimal CriticalPoints { get; init; }

    /// <summary>True: one critical fault and the result is not a pass, whatever its score.</summary>
    public required bool CriticalFails { get; init; }

    /// <summary>Best first; the last begins at 0.</summary>
    public required IReadOnlyList<Grade> Grades { get; init; }

    /// <summary>What a result with a critical fault is called instead.</summary>
    public required string CriticalGrade { get; init; }

    public decimal PointsOf(ChecklistItem item) => item.Optional ? 0 : item.Points ?? (item.Critical ? CriticalPoints : Points);

    /// <summary>All points for what conforms; for a fault what it does not cost, never below none.</summary>
    public decimal PointsReached(ChecklistItem item, Verdict verdict, decimal? lost) => verdict switch
    {
        Verdict.Conforms => PointsOf(item),
        Verdict.Fault when lost is { } cost => Math.Max(0, PointsOf(item) - cost),
        _ => 0,
    };
}

/// <summary>What a check came to. It proposes; a person decides.</summary>
/// <param name="Percent">0 to 100, one decimal, never rounded up; null when nothing that counts applied.</param>
/// <param name="Grade">Null when there is no score.</param>
public sealed record Score(decimal? Percent, string? Grade, int Conforming, int Faults, int CriticalFaults, int NotApplicable)
{
    /// <summary>Scores answers to items of the list; answers to other items are left aside.</summary>
    public static Score Of(Checklist list, IEnumerable<ItemAnswer> answers)
    {
        var answered = answers.Select(answer => (Item: list.Find(answer.ItemId), answer.Verdict, answer.Lost)).Where(pair => pair.Item is not null).Select(pair => (Item: pair.Item!, pair.Verdict, pair.Lost)).ToList();
        var possible = answered.Where(pair => pair.Verdict != Verdict.NotApplicable).Sum(pair => list.Scoring.PointsOf(pair.Item));
        var reached = answered.Sum(pair => list.Scoring.PointsReached(pair.Item, pair.Verdict, pair.Lost));
        var critical = answered.Count(pair => pair is { Verdict: Verdict.Fault, Item.Critical: true });
        var percent = possible == 0 ? (decimal?)null : decimal.Floor(reached / possible * 1000) / 10;
        return new Score(
            percent,
            GradeOf(list.Scoring, percent, critical),
            answered.Count(pair => pair.Verdict == Verdict.Conforms),
            answered.Count(pair => pair.Verdict == Verdict.Fault),
            critical,
            answered.Count(pair => pair.Verdict == Verdict.NotApplicable));
    }

    private static string? GradeOf(ScoringRule rule, decimal? percent, int critical)
    {
        if (critical > 0 && rule.CriticalFails)
        {
            return rule.CriticalGrade;
        }

        return percent is { } reached ? rule.Grades.First(grade => grade.From <= reached).Name : null;
    }
}
