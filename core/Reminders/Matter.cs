using System.Security.Cryptography;
using System.Text;
using BotAssistant.Plans;

namespace BotAssistant.Reminders;

/// <summary>The kinds of matters with a day. A kind is a word in ladders.yaml, in texts (<c>matter.kind</c>) and in the store, and for ever.</summary>
public static class MatterKinds
{
    public const string FirstInspection = "first-inspection";
    public const string CorrectiveAction = "corrective-action";
    public const string Certificate = "certificate";
    public const string HealthCertificate = "health-certificate";
    public const string FiveSRenovation = "five-s-renovation";
    public const string PlanReport = "plan-report";
    public const string PlanTask = "plan-task";
}

/// <summary>Something that must be done by a day (期限). It is done when it is no longer among the matters, or has another day.</summary>
/// <param name="SubjectId">Of the action, certificate, task …; with kind and day it names the matter.</param>
/// <param name="PersonId">The owner; null where it is the office's, or nobody is known.</param>
/// <param name="Name">What people know it by: the workshop's name, the task's.</param>
/// <param name="Number">Its number, as people type it; empty when it has none.</param>
public sealed record Matter(string Kind, Guid SubjectId, DateOnly DueOn, string District, Guid? PersonId, string Name, string Number);

/// <summary>The identity of a reminder: the same matter, day and rung are reminded of once.</summary>
/// <param name="Rung">Days left; below zero = overdue.</param>
public sealed record ReminderKey(string Kind, Guid SubjectId, DateOnly DueOn, int Rung);

/// <summary>A report or a task of a plan. Its number is its place among them all and what people type (计划完成 3).</summary>
/// <param name="DueOn">Null where the plan names no day; nobody is reminded of it then.</param>
/// <param name="Key">Names it for ever, with the district.</param>
public sealed record PlanItem(int Number, string Kind, string Name, int Year, DateOnly? DueOn, string Key)
{
    /// <summary>Always the same for the same item and district, on every server.</summary>
    public Guid IdFor(string district) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key} {district}")).AsSpan(0, 16));
}

/// <summary>The dates of a plan as matters of each district.</summary>
public static class PlanMatters
{
    public static IEnumerable<Matter> Of(ActionPlan plan, IEnumerable<string> districts) =>
        from district in districts
        from item in Items(plan)
        where item.DueOn is not null
        select new Matter(item.Kind, item.IdFor(district), item.DueOn!.Value, district, null, item.Name, "");

    /// <summary>Year by year, what has a day first.</summary>
    public static IReadOnlyList<PlanItem> Items(ActionPlan plan)
        => [.. plan.Years.SelectMany(year => Items(plan, year)).OrderBy(item => item.Year).ThenBy(item => item.DueOn ?? DateOnly.MaxValue).Select((item, place) => item with { Number = place + 1 })];

    private static IEnumerable<PlanItem> Items(ActionPlan plan, PlanYear year)
    {
        var reports = year.Reports.Select(day => new PlanItem(0, MatterKinds.PlanReport, plan.Name, year.Year, day, $"{plan.Id} report {day:O}"));
        var tasks =
            from task in year.Tasks
            from step in task.Parts.Count > 0 && task.DueOn is null ? task.Parts : task.Parts.Prepend(new PlanPart { Text = task.Name, DueOn = task.DueOn })
            select new PlanItem(0, MatterKinds.PlanTask, step.Text == task.Name ? step.Text : $"{task.Name} {step.Text}", year.Year, step.DueOn, $"{plan.Id} {year.Year} {task.Key} {step.Text}");
        return reports.Concat(tasks);
    }
}
