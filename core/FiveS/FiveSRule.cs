using BotAssistant.Plans;
using BotAssistant.Regulations;

namespace BotAssistant.FiveS;

public sealed record FiveSDistrictTarget
{
    /// <summary>GB/T 2260 code.</summary>
    public required string District { get; init; }

    public required int Count { get; init; }
}

/// <summary>How many holders a year are to do 5S (指标分配). It holds for later years too, until the next one.</summary>
public sealed record FiveSTarget
{
    public required int Year { get; init; }

    /// <summary>For the whole city; null = all holders (全部实施).</summary>
    public int? Total { get; init; }

    /// <summary>How well the split is known: annex 2 of the plan is not public.</summary>
    public required Certainty Split { get; init; }

    public IReadOnlyList<FiveSDistrictTarget> Districts { get; init; } = [];

    /// <summary>Null where no number is set.</summary>
    public int? Of(string? district) => district is null ? Total : Districts.FirstOrDefault(target => target.District == district)?.Count;
}

/// <summary>5S现场管理 (the plan, 二（四）): who is to do it, until when, and what the district's points must be.</summary>
public sealed record FiveSRule : Rule
{
    /// <summary>The key of the plan's task, whose day of renovation holds where it has one for the year.</summary>
    public const string PlanTask = "five-s";

    public required IReadOnlyList<FiveSTarget> Targets { get; init; }

    /// <summary>各地应在…底前完成改造提升: month and day, for years of which the plan says nothing.</summary>
    public required int RenovateMonth { get; init; }

    public required int RenovateDay { get; init; }

    /// <summary>From this many points of a hundred on a district may accept without giving a reason.</summary>
    public required decimal PassScore { get; init; }

    /// <summary>How well <see cref="PassScore"/> is known.</summary>
    public required Certainty PassCertainty { get; init; }

    /// <summary>Days to mend what was returned.</summary>
    public required int ReturnedDays { get; init; }

    /// <summary>How the rule is cited to a person.</summary>
    public required string Basis { get; init; }

    public FiveSTarget? TargetOf(int year) => Targets.LastOrDefault(target => target.Year <= year);

    public DateOnly RenovateBy(ActionPlan plan, int year)
        => plan.Dated.Where(part => part.Task.Key == PlanTask && part.DueOn.Year == year).Select(part => (DateOnly?)part.DueOn).FirstOrDefault() ?? new DateOnly(year, RenovateMonth, RenovateDay);

    /// <summary>The year that somebody chosen today counts for: the next one once this year's day has passed.</summary>
    public int YearOf(ActionPlan plan, DateOnly today) => today > RenovateBy(plan, today.Year) ? today.Year + 1 : today.Year;
}
