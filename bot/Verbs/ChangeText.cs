using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Verbs;

/// <summary>What a revision of a checklist changes, as an official reads it before it takes effect.</summary>
internal sealed class ChangeText(ITexts texts, FoodKinds kinds)
{
    public string Of(ChecklistChange change)
    {
        var (before, after) = (change.Before, change.After);
        string[] lines =
        [
            texts.Say("checklist.diff", ("name", after.Name), ("before", Day(before.From)), ("after", Day(after.From))),
            .. change.Added.Select(item => texts.Say("checklist.added", ("id", item.Id), ("text", item.Text), ("critical", Mark(item)), ("points", Number(after.Scoring.PointsOf(item))))),
            .. change.Dropped.Select(item => texts.Say("checklist.dropped", ("id", item.Id), ("text", item.Text), ("critical", Mark(item)))),
            .. change.Changed.SelectMany(Lines),
            .. change.Settings.Select(field => Line(Name("setting", field.Field), field)),
            .. change.IsNone ? [texts.Say("checklist.no-change")] : Array.Empty<string>(),
            texts.Say("checklist.counts", ("added", $"{change.Added.Count}"), ("dropped", $"{change.Dropped.Count}"), ("changed", $"{change.Changed.Count}")),
            texts.Say(
                "checklist.totals",
                ("items-before", $"{before.Items.Count()}"), ("items", $"{after.Items.Count()}"),
                ("critical-before", $"{before.Items.Count(item => item.Critical)}"), ("critical", $"{after.Items.Count(item => item.Critical)}"),
                ("points-before", Number(ChecklistChange.Total(before))), ("points", Number(ChecklistChange.Total(after)))),
            texts.Say("checklist.meaning", ("after", Day(after.From))),
        ];
        return string.Join('\n', lines);
    }

    private IEnumerable<string> Lines(ItemChange change)
        => change.Fields.Select(field => Line($"{change.After.Id} {Name("column", field.Field)}", field)).Prepend(texts.Say("checklist.changed", ("id", change.After.Id), ("text", change.After.Text)));

    private string Line(string name, FieldChange field)
        => texts.Say("checklist.field", ("name", name), ("before", Value(field.Field, field.Before)), ("after", Value(field.Field, field.After)));

    private string Name(string of, string field)
        => field.Split(' ') is ["chapter", var id] ? texts.Say("checklist-sheet.chapter", ("id", id)) : texts.Say($"checklist-sheet.{of}.{field}");

    /// <summary>Core names flags, kinds of evidence and groups by their codes.</summary>
    private string Value(string field, string value) => (field, value) switch
    {
        (_, "") => texts.Say("checklist.nothing"),
        ("critical" or "may-be-omitted" or "optional" or "critical-fails", _) => texts.Say($"checklist.flag-{value}"),
        ("certainty", _) => texts.Say($"checklist-sheet.certainty.{(value == nameof(Certainty.ToConfirm) ? "to-confirm" : value.ToLowerInvariant())}"),
        ("evidence", _) => Words(value, word => texts.Say($"checklist-sheet.evidence.{word.ToLowerInvariant()}")),
        ("kinds", _) => Words(value, key => kinds.Groups.FirstOrDefault(group => group.Key == key)?.Name ?? key),
        _ => value,
    };

    private string Mark(ChecklistItem item) => item.Critical ? texts.Say("checklist.critical") : "";

    private static string Words(string value, Func<string, string> word) => string.Join(' ', value.Split(' ').Select(word));

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
