using BotAssistant.Checklists;

namespace BotAssistant.Regulations;

/// <summary>One answer about the rules (规定要点): a passage in plain words with what it rests on.</summary>
public sealed record Passage
{
    /// <summary>For ever, like an item's: conversations and test questions refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, as a heading; for an item of the checklist what must be so.</summary>
    public required string Title { get; init; }

    /// <summary>What to do, what not to do, what it costs; for an item what to look at.</summary>
    public required string Text { get; init; }

    /// <summary>Regulation and article, as cited to a person. Not to be shown as law unless <see cref="Certainty"/> is found.</summary>
    public required string Basis { get; init; }

    public required Certainty Certainty { get; init; }

    /// <summary>How people ask for it, where that differs from the text; searched, never shown.</summary>
    public string Also { get; init; } = "";

    /// <summary>Name of the checklist's chapter; null when it is no item.</summary>
    public string? Chapter { get; init; }

    /// <inheritdoc cref="ChecklistItem.Clause"/>
    public string? Clause { get; init; }

    public static Passage Of(ChecklistChapter chapter, ChecklistItem item, string also) => new()
    {
        Id = item.Id,
        Title = item.Text,
        Text = item.Look,
        Basis = item.Basis,
        Certainty = item.Certainty,
        Also = also,
        Chapter = chapter.Name,
        Clause = item.Clause,
    };
}

/// <summary>One dated revision of all passages that are not items of a checklist.</summary>
public sealed record Passages : Rule
{
    public required IReadOnlyList<Passage> Entries { get; init; }
}
