using BotAssistant.Checklists;
using BotAssistant.Inspections;

namespace BotAssistant.Persistence;

internal sealed class CheckResultRow
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid WorkshopId { get; set; }
    public required string Checklist { get; set; }

    /// <summary>The day on which that revision of the list began.</summary>
    public DateOnly Revision { get; set; }

    public CheckScope Scope { get; set; }
    public DateTimeOffset FinishedAt { get; set; }
    public required string Content { get; set; }
}

internal sealed class CorrectiveActionRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid WorkshopId { get; set; }
    public required string Checklist { get; set; }
    public required string ItemId { get; set; }
    public bool Critical { get; set; }
    public ActionState State { get; set; }
    public DateOnly DueOn { get; set; }
    public required string Origin { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

internal sealed class ScoredSheetRow
{
    public Guid Id { get; set; }
    public Guid SubjectId { get; set; }
    public required string Sheet { get; set; }

    /// <summary>The day on which that revision of the sheet began.</summary>
    public DateOnly Revision { get; set; }

    public DateTimeOffset ScoredAt { get; set; }
    public required string Content { get; set; }
}

internal sealed class ChecklistRevisionRow
{
    public Guid Id { get; set; }
    public required string List { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The whole list as JSON; nothing in it is personal.</summary>
    public required string Content { get; set; }

    public required string FileHash { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
    public required string By { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
}
