using BotAssistant.Regulations;

namespace BotAssistant.Checklists;

/// <summary>What a list is gone through for; one engine serves them all.</summary>
public enum CheckPurpose
{
    /// <summary>自查: the owner, of their own workshop.</summary>
    SelfCheck,
    /// <summary>检查: an inspector, on the spot.</summary>
    Inspection,
    /// <summary>5S现场管理评价.</summary>
    FiveS,
    /// <summary>复评 of an honour.</summary>
    Reevaluation,
}

/// <summary>What can prove an item.</summary>
public enum EvidenceKind { Photo, Document, Record }

/// <summary>One thing to look at (检查项). Its id is for ever: results of many years refer to it.</summary>
public sealed record ChecklistItem
{
    /// <summary>The chapter's id and two digits, e.g. C05.</summary>
    public required string Id { get; init; }

    /// <summary>What must be so, in words that an owner of sixty understands; true = 符合.</summary>
    public required string Text { get; init; }

    /// <summary>看什么: where to look and what to compare.</summary>
    public required string Look { get; init; }

    public IReadOnlyList<EvidenceKind> Evidence { get; init; } = [];

    /// <summary>关键项: a fault here blocks a pass, whatever the score.</summary>
    public bool Critical { get; init; }

    /// <summary>The rule it rests on, as cited to a person. Not to be shown as law unless <see cref="Certainty"/> is found.</summary>
    public required string Basis { get; init; }

    public required Certainty Certainty { get; init; }

    /// <summary>Clause of the official standard; null until the bureau fills it in.</summary>
    public string? Clause { get; init; }

    /// <summary>Groups of foods (<see cref="FoodGroup.Key"/>) it is for; empty = all workshops.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>合理缺项: 不适用 is an answer.</summary>
    public bool MayBeOmitted { get; init; }

    /// <summary>选查: asked and recorded, but neither scored nor followed up.</summary>
    public bool Optional { get; init; }

    /// <summary>Overrides the list's points.</summary>
    public decimal? Points { get; init; }
}

public sealed record ChecklistChapter
{
    /// <summary>One capital letter.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }
    public required IReadOnlyList<ChecklistItem> Items { get; init; }
}

/// <summary>One dated revision of a list of things to check (检查表). A result names its list, revision and items, so old revisions stay.</summary>
public sealed record Checklist : Rule
{
    /// <summary>The same in all revisions.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }
    public required CheckPurpose Purpose { get; init; }
    public required ScoringRule Scoring { get; init; }
    public required IReadOnlyList<ChecklistChapter> Chapters { get; init; }

    public IEnumerable<ChecklistItem> Items => Chapters.SelectMany(chapter => chapter.Items);

    public ChecklistItem? Find(string itemId) => Items.FirstOrDefault(item => item.Id == itemId);

    /// <summary>The list as it is for a workshop that makes foods of these groups: without items and chapters for others.</summary>
    public Checklist For(IReadOnlyCollection<string> groups) => Only(item => item.Kinds.Count == 0 || item.Kinds.Any(groups.Contains));

    /// <summary>The list with these items only; chapters without any are left out.</summary>
    public Checklist Only(Func<ChecklistItem, bool> wanted) => this with
    {
        Chapters = [.. Chapters.Select(chapter => chapter with { Items = [.. chapter.Items.Where(wanted)] }).Where(chapter => chapter.Items.Count > 0)],
    };
}
