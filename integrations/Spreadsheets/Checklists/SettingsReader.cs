using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>The sheet that says what the list is, when it begins and how it is scored: one row a setting, one row a chapter.</summary>
internal sealed class SettingsReader(ChecklistSheets sheets, Revisions<Checklist> known, DateOnly today, SheetFaults faults)
{
    private const int MostName = 40, MostSource = 200, MostGrade = 20;
    private const decimal MostPoints = 100;

    private readonly Dictionary<string, RowReader> rows = [];
    private readonly List<ChapterHead> chapters = [];

    private Checklist Last => known.All[^1];

    public ChecklistHead? Read(Table table)
    {
        var start = faults.All.Count;
        Sort(table);
        foreach (var key in ChecklistSheets.SettingKeys.Where(key => !rows.ContainsKey(key)))
        {
            faults.Add(new SheetFault("setting-missing", table.Sheet, null, null, ("expected", sheets.Setting(key))));
        }

        if (chapters.Count == 0)
        {
            faults.Add(new SheetFault("chapters-missing", table.Sheet, null, null, ("expected", sheets.ChapterSetting("A"))));
        }

        if (faults.All.Count > start)
        {
            return null;
        }

        CheckOrigin();
        return new ChecklistHead(
            Last,
            From(),
            rows["name"].Text("value", MostName),
            rows["source"].Text("value", MostSource),
            Reviewed(),
            rows["certainty"].One("value", sheets.Certainty) ?? Certainty.Sample,
            Scoring(),
            chapters);
    }

    /// <summary>Finds out which setting each row is. Rows that only explain have no name.</summary>
    private void Sort(Table table)
    {
        var names = ChecklistSheets.SettingKeys.ToDictionary(key => TypedText.Compact(sheets.Setting(key)));
        var chapterNames = Enumerable.Range('A', 26).Select(letter => $"{(char)letter}").ToDictionary(id => TypedText.Compact(sheets.ChapterSetting(id)));
        foreach (var row in table.Rows())
        {
            if (row.OptionalText("what", MostName) is not { } typed)
            {
                continue;
            }

            var name = TypedText.Compact(typed);
            if (names.TryGetValue(name, out var key))
            {
                if (!rows.TryAdd(key, row))
                {
                    row.Fault("setting-doubled", "what", RowReader.Shown(typed));
                }
            }
            else if (!chapterNames.TryGetValue(name, out var chapter))
            {
                row.Fault("cell-unknown-word", "what", RowReader.Shown(typed), string.Join(' ', names.Values.Select(sheets.Setting).Append(sheets.ChapterSetting("A"))));
            }
            else if (chapters.Any(other => other.Id == chapter))
            {
                row.Fault("setting-doubled", "what", RowReader.Shown(typed));
            }
            else
            {
                chapters.Add(new ChapterHead(chapter, row.Text("value", MostName), row.At));
            }
        }
    }

    /// <summary>Another list's file, or one that was exported before somebody else published a revision, would undo what it has never seen.</summary>
    private void CheckOrigin()
    {
        var list = rows["list"].Text("value", MostName);
        if (list.Length > 0 && list != Last.Id)
        {
            rows["list"].Fault("wrong-list", "value", RowReader.Shown(list), Last.Id);
        }

        if (rows["based-on"].Date("value") is { } basedOn && basedOn != Last.From)
        {
            rows["based-on"].Fault("outdated", "value", Day(basedOn), Day(Last.From));
        }
    }

    private DateOnly From()
    {
        if (Required("from") is not { } from)
        {
            return default;
        }

        if (from < today)
        {
            rows["from"].Fault("begins-in-the-past", "value", Day(from), Day(today));
        }
        else if (from <= Last.From)
        {
            rows["from"].Fault("begins-before-the-last", "value", Day(from), Day(Last.From));
        }

        return from;
    }

    private DateOnly Reviewed()
    {
        var reviewed = Required("reviewed") ?? default;
        if (reviewed > today)
        {
            rows["reviewed"].Fault("reviewed-in-the-future", "value", Day(reviewed), Day(today));
        }

        return reviewed;
    }

    private DateOnly? Required(string key)
    {
        var before = faults.All.Count;
        var day = rows[key].Date("value");
        if (day is null && faults.All.Count == before)
        {
            rows[key].Fault("cell-empty", "value");
        }

        return day;
    }

    private ScoringRule Scoring() => new()
    {
        Points = Points("general-points"),
        CriticalPoints = Points("critical-points"),
        CriticalFails = rows["critical-fails"].Flag("value"),
        CriticalGrade = rows["critical-grade"].Text("value", MostGrade),
        Grades = Grades(),
    };

    private decimal Points(string key)
    {
        var points = rows[key].Number("value", MostPoints, decimals: 2);
        if (points is null or 0)
        {
            rows[key].Fault("points-not-above-zero", "value");
        }

        return points ?? 0;
    }

    /// <summary>E.g. "90=good 75=fair 0=poor".</summary>
    private IReadOnlyList<Grade> Grades()
    {
        var grades = new List<Grade>();
        foreach (var part in TypedText.Fold(rows["grades"].Text("value", MostSource)).Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var (number, name) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "");
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var from) || from > 100 || name.Length is 0 or > MostGrade)
            {
                rows["grades"].Fault("grade-malformed", "value", RowReader.Shown(part));
                return [];
            }

            grades.Add(new Grade { From = from, Name = name });
        }

        if (grades.Count > 0 && (grades[^1].From != 0 || grades.Zip(grades.Skip(1)).Any(pair => pair.First.From <= pair.Second.From)))
        {
            rows["grades"].Fault("grades-do-not-fall", "value");
        }

        return grades;
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
