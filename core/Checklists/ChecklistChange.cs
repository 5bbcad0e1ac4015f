using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotAssistant.Regulations;

namespace BotAssistant.Checklists;

/// <summary>One field that reads otherwise than before.</summary>
/// <param name="Field">Stable name of the field, e.g. "clause"; the texts know what people call it.</param>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>An item that stays, with what is new about it.</summary>
public sealed record ItemChange(ChecklistItem After, IReadOnlyList<FieldChange> Fields);

/// <summary>What a revision of a checklist changes against the one before it: what an official sees before it takes effect.</summary>
public sealed class ChecklistChange
{
    private const int CodeLength = 8;

    public ChecklistChange(Checklist before, Checklist after)
    {
        (Before, After) = (before, after);
        Added = [.. after.Items.Where(item => before.Find(item.Id) is null)];
        Dropped = [.. before.Items.Where(item => after.Find(item.Id) is null)];
        Changed = [.. from item in after.Items
                      let old = before.Find(item.Id)
                      where old is not null
                      let fields = Differences(Fields(old), Fields(item))
                      where fields.Count > 0
                      select new ItemChange(item, fields)];
        Settings = Differences(Fields(before), Fields(after));
        Code = CodeOf(before, after);
    }

    public Checklist Before { get; }
    public Checklist After { get; }
    public IReadOnlyList<ChecklistItem> Added { get; }
    public IReadOnlyList<ChecklistItem> Dropped { get; }
    public IReadOnlyList<ItemChange> Changed { get; }

    /// <summary>What changed of the list itself: its name, source, scoring, chapters.</summary>
    public IReadOnlyList<FieldChange> Settings { get; }

    public bool IsNone => Added.Count + Dropped.Count + Changed.Count + Settings.Count == 0;

    /// <summary>Eight hex digits over both revisions. Who confirms with it confirms what was shown, and nothing else.</summary>
    public string Code { get; }

    /// <summary>Points of all scored items, as if all applied.</summary>
    public static decimal Total(Checklist list) => list.Items.Sum(list.Scoring.PointsOf);

    private static List<FieldChange> Differences(IReadOnlyList<(string Name, string Value)> before, IReadOnlyList<(string Name, string Value)> after)
        => [.. from name in before.Concat(after).Select(field => field.Name).Distinct()
               let pair = (Old: ValueOf(before, name), New: ValueOf(after, name))
               where pair.Old != pair.New
               select new FieldChange(name, pair.Old, pair.New)];

    private static string ValueOf(IReadOnlyList<(string Name, string Value)> fields, string name) => fields.FirstOrDefault(field => field.Name == name).Value ?? "";

    private static IReadOnlyList<(string Name, string Value)> Fields(ChecklistItem item) =>
    [
        ("text", item.Text),
        ("look", item.Look),
        ("evidence", string.Join(' ', item.Evidence.Order())),
        ("critical", Flag(item.Critical)),
        ("points", item.Points is { } points ? Number(points) : ""),
        ("basis", item.Basis),
        ("certainty", $"{item.Certainty}"),
        ("clause", item.Clause ?? ""),
        ("kinds", string.Join(' ', item.Kinds.Order(StringComparer.Ordinal))),
        ("may-be-omitted", Flag(item.MayBeOmitted)),
        ("optional", Flag(item.Optional)),
    ];

    private static IReadOnlyList<(string Name, string Value)> Fields(Checklist list) =>
    [
        ("name", list.Name),
        ("source", list.Source),
        ("certainty", $"{list.Certainty}"),
        ("general-points", Number(list.Scoring.Points)),
        ("critical-points", Number(list.Scoring.CriticalPoints)),
        ("critical-fails", Flag(list.Scoring.CriticalFails)),
        ("critical-grade", list.Scoring.CriticalGrade),
        ("grades", string.Join(' ', list.Scoring.Grades.Select(grade => $"{Number(grade.From)}={grade.Name}"))),
        .. list.Chapters.Select(chapter => ($"chapter {chapter.Id}", chapter.Name)),
    ];

    private static string CodeOf(Checklist before, Checklist after)
    {
        var all = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{before.From:O}\n{after.From:O}\n{after.Reviewed:O}\n");
        foreach (var (name, value) in Fields(after).Concat(after.Items.SelectMany(item => Fields(item).Prepend(("id", item.Id)))))
        {
            all.Append(name).Append('\t').Append(value).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..CodeLength];
    }

    /// <summary>A stable word that the texts translate.</summary>
    private static string Flag(bool value) => value ? "yes" : "no";

    /// <summary>Without the zeros that a spreadsheet adds or takes away.</summary>
    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
