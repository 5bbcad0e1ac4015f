using BotAssistant.Checklists;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>The sheet of items, one a row.</summary>
internal sealed class ItemReader(ChecklistSheets sheets, Revisions<Checklist> known, FoodKinds kinds, ChecklistHead head, SheetFaults faults)
{
    // A phone shows some 20 characters a line; three lines an item are what a person of sixty reads to the end.
    private const int MostText = 60, MostLook = 80, MostBasis = 80, MostClause = 40, MostChapter = 45;
    private const decimal MostPoints = 100;

    private readonly Dictionary<string, int> seen = [];
    private readonly HashSet<string> retired = [.. known.All.SelectMany(list => list.Items).Select(item => item.Id).Except(known.All[^1].Items.Select(item => item.Id))];
    private readonly Dictionary<string, string> groups = kinds.Groups.ToDictionary(group => group.Name, group => group.Key);

    public IReadOnlyList<ChecklistItem> Read(Table table)
    {
        var items = table.Rows().Select(Read).ToList();
        if (items.Count == 0)
        {
            faults.Add(new SheetFault("items-missing", table.Sheet, null, null));
        }

        return items;
    }

    private ChecklistItem Read(RowReader row)
    {
        var id = Id(row);
        CheckChapter(row, id);
        var item = new ChecklistItem
        {
            Id = id,
            Text = row.Text("text", MostText),
            Look = row.Text("look", MostLook),
            Evidence = row.Many("evidence", sheets.Evidence),
            Critical = row.Flag("critical"),
            Basis = row.Text("basis", MostBasis),
            Certainty = row.One("certainty", sheets.Certainty) ?? Certainty.Sample,
            Clause = row.NumberedText("clause", MostClause),
            Kinds = row.Many("kinds", groups),
            MayBeOmitted = row.Flag("may-be-omitted"),
            Optional = row.Flag("optional"),
        };
        if (item is { Critical: true, Optional: true })
        {
            row.Fault("critical-and-optional", "optional");
        }

        return item with { Points = Points(row, item) };
    }

    private string Id(RowReader row)
    {
        var typed = row.Text("id", MostClause);
        var id = TypedText.Compact(typed).ToUpperInvariant();
        if (id.Length == 0)
        {
            return "";
        }

        if (id is not [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'] || id[1..] == "00")
        {
            row.Fault("id-malformed", "id", RowReader.Shown(typed));
            return "";
        }

        if (!seen.TryAdd(id, row.At))
        {
            row.Fault("id-doubled", "id", id, $"{seen[id]}");
        }
        else if (retired.Contains(id))
        {
            row.Fault("id-retired", "id", id);
        }

        return id;
    }

    /// <summary>An id begins with its chapter, so an item cannot move to another one and keep its id.</summary>
    private void CheckChapter(RowReader row, string id)
    {
        var typed = row.Text("chapter", MostChapter);
        if (typed.Length == 0)
        {
            return;
        }

        var word = TypedText.Compact(typed);
        var chapter = head.Chapters.FirstOrDefault(chapter => word == chapter.Id || word == TypedText.Compact(chapter.Name) || word == TypedText.Compact($"{chapter.Id}{chapter.Name}"));
        if (chapter is null)
        {
            row.Fault("cell-unknown-word", "chapter", RowReader.Shown(typed), string.Join('/', head.Chapters.Select(other => $"{other.Id} {other.Name}")));
        }
        else if (id.Length > 0 && id[..1] != chapter.Id)
        {
            row.Fault("chapter-mismatch", "chapter", RowReader.Shown(typed), id);
        }
    }

    /// <summary>What the list gives anyway is not stored with the item: the list's points can then be changed in one place.</summary>
    private decimal? Points(RowReader row, ChecklistItem item)
    {
        var points = row.Number("points", MostPoints, decimals: 2);
        if (points is not null && item.Optional)
        {
            row.Fault("points-on-optional", "points");
        }

        return points == head.Scoring.PointsOf(item) ? null : points;
    }
}
