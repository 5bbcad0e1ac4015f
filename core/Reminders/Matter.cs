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

/// <summary>The dates of a plan as matters of each district.</summary>
public static class PlanMatters
{
    public static IEnumerable<Matter> Of(ActionPlan plan, IEnumerable<string> districts) =>
        from district in districts
        from matter in Dated(plan, district)
        select matter;

    private static IEnumerable<Matter> Dated(ActionPlan plan, string district) =>
    [
        .. plan.Years.SelectMany(year => year.Reports)
            .Select(day => new Matter(MatterKinds.PlanReport, Id($"{plan.Id} report {day:O} {district}"), day, district, null, plan.Name, "")),
        .. plan.Dated.Select(part => new Matter(MatterKinds.PlanTask, Id($"{plan.Id} {part.DueOn.Year} {part.Task.Key} {part.Text} {district}"), part.DueOn, district, null, part.Text == part.Task.Name ? part.Text : $"{part.Task.Name} {part.Text}", "")),
    ];

    /// <summary>Always the same for the same name, on every server.</summary>
    private static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
