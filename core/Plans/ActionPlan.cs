using BotAssistant.Calendar;
using BotAssistant.Regulations;

namespace BotAssistant.Plans;

/// <summary>A figure that the plan sets (指标).</summary>
public sealed record PlanTarget
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Per cent, at least.</summary>
    public required decimal AtLeastPercent { get; init; }
}

/// <summary>A step of a task; with a day of its own or without.</summary>
public sealed record PlanPart
{
    public required string Text { get; init; }
    public DateOnly? DueOn { get; init; }
}

/// <summary>What the plan asks of the districts in one year (重点任务).</summary>
public sealed record PlanTask
{
    /// <summary>Unique within its year, the same from year to year where the task goes on.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>How many, where the plan says so.</summary>
    public int? Count { get; init; }

    /// <summary>Where the plan says it.</summary>
    public required string Basis { get; init; }

    public DateOnly? DueOn { get; init; }
    public IReadOnlyList<PlanPart> Parts { get; init; } = [];
}

public sealed record PlanYear
{
    public required int Year { get; init; }

    /// <summary>报送日期: statistics and a progress report go to the city by these days.</summary>
    public required IReadOnlyList<DateOnly> Reports { get; init; }

    public required IReadOnlyList<PlanTask> Tasks { get; init; }
}

/// <summary>An action plan of the bureau (行动计划). The next one is a further block of the file; it replaces this one from its day.</summary>
public sealed record ActionPlan : Rule
{
    /// <summary>The same for ever: reminders of the plan's dates are known by it.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }
    public required IReadOnlyList<PlanTarget> Targets { get; init; }
    public required IReadOnlyList<PlanYear> Years { get; init; }

    /// <summary>Every report date, the earliest first.</summary>
    public IReadOnlyList<DueDay> ReportDates(WorkingDays calendar) => [.. Years.SelectMany(year => year.Reports).Order().Select(calendar.Due)];

    /// <summary>Every task, or part of one, that has a day.</summary>
    public IEnumerable<(PlanTask Task, string Text, DateOnly DueOn)> Dated =>
        from task in Years.SelectMany(year => year.Tasks)
        from dated in task.Parts.Select(part => (part.Text, part.DueOn)).Prepend((Text: task.Name, task.DueOn))
        where dated.DueOn is not null
        select (task, dated.Text, dated.DueOn!.Value);
}
