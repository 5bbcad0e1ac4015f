using BotAssistant.Checklists;

namespace BotAssistant.Content;

/// <summary>What the shape of a checklist's file cannot say.</summary>
internal static class ChecklistChecks
{
    /// <summary>A score sheet is found by its id, and a bare total means something only out of a hundred.</summary>
    public static IEnumerable<string> Check(Checklist list, string id) =>
    [
        .. Check(list),
        .. list.Id == id ? Array.Empty<string>() : [$"the id must be '{id}'."],
        .. list.Items.Sum(list.Scoring.PointsOf) == 100 ? Array.Empty<string>() : [$"the points are {list.Items.Sum(list.Scoring.PointsOf)} together, not 100."],
    ];

    public static IEnumerable<string> Check(Checklist list) =>
    [
        .. RuleChecks.Twice("chapter", list.Chapters.Select(chapter => chapter.Id)),
        .. RuleChecks.Twice("item", list.Items.Select(item => item.Id)),
        .. list.Chapters.Where(chapter => chapter.Items.Count == 0).Select(chapter => $"chapter '{chapter.Id}' has no items."),
        .. list.Chapters.Where(chapter => chapter.Id is not [>= 'A' and <= 'Z']).Select(chapter => $"chapter '{chapter.Id}' must be one capital letter."),
        .. list.Chapters.SelectMany(chapter => chapter.Items.Where(item => !IsNumbered(item.Id, chapter.Id)).Select(item => $"item '{item.Id}' must be '{chapter.Id}' and two digits.")),
        .. list.Items.SelectMany(Check),
        .. Check(list.Scoring),
    ];

    private static bool IsNumbered(string item, string chapter)
        => item.Length == 3 && item.StartsWith(chapter, StringComparison.Ordinal) && char.IsAsciiDigit(item[1]) && char.IsAsciiDigit(item[2]) && item[1..] != "00";

    private static IEnumerable<string> Check(ChecklistItem item)
    {
        if (item is { Critical: true, Optional: true })
        {
            yield return $"item '{item.Id}' cannot be critical and optional.";
        }

        if (item.Points < 0)
        {
            yield return $"item '{item.Id}' must not have points below zero.";
        }

        foreach (var (key, value) in new[] { ("text", item.Text), ("look", item.Look), ("basis", item.Basis) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"'{key}' of item '{item.Id}' is empty.";
            }
        }
    }

    private static IEnumerable<string> Check(ScoringRule rule)
    {
        if (rule.Points <= 0 || rule.CriticalPoints <= 0)
        {
            yield return "points must be above zero.";
        }

        if (rule.Grades.Count == 0 || rule.Grades[^1].From != 0 || rule.Grades.Zip(rule.Grades.Skip(1)).Any(pair => pair.First.From <= pair.Second.From))
        {
            yield return "grades must fall from the best to one that begins at 0.";
        }
    }
}
