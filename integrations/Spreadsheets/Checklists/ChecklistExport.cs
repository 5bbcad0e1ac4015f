using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace BotAssistant.Spreadsheets;

/// <summary>Writes a revision of a checklist as a workbook that an official can edit and hand back.</summary>
public sealed class ChecklistExport(ITexts texts)
{
    private static readonly Dictionary<string, double> Widths = new() { ["text"] = 44, ["look"] = 44, ["basis"] = 28, ["clause"] = 14, ["chapter"] = 20 };

    private readonly ChecklistSheets sheets = new(texts);

    public void Write(Stream file, Checklist list, FoodKinds kinds)
    {
        var content = new Dictionary<string, object>
        {
            [sheets.Items] = list.Chapters.SelectMany(chapter => chapter.Items.Select(item => Row(list, chapter, item, kinds))).ToList(),
            [sheets.Settings] = Settings(list).ToList(),
        };
        var columns = sheets.ItemColumns.Where(column => Widths.ContainsKey(column.Key)).Select(column => new DynamicExcelColumn(column.Heading) { Width = Widths[column.Key] })
            .Concat(sheets.SettingColumns.Select(column => new DynamicExcelColumn(column.Heading) { Width = column.Key == "what" ? 20 : 60 }));
        file.SaveAs(content, configuration: new OpenXmlConfiguration { DynamicColumns = [.. columns], AutoFilter = false });
    }

    private Dictionary<string, object?> Row(Checklist list, ChecklistChapter chapter, ChecklistItem item, FoodKinds kinds)
    {
        var values = new Dictionary<string, object?>
        {
            ["id"] = item.Id,
            ["chapter"] = $"{chapter.Id} {chapter.Name}",
            ["text"] = item.Text,
            ["look"] = item.Look,
            ["evidence"] = string.Join(' ', item.Evidence.Select(kind => sheets.Word("evidence", kind))),
            ["critical"] = Flag(item.Critical),
            ["points"] = item.Optional ? null : list.Scoring.PointsOf(item),
            ["basis"] = item.Basis,
            ["certainty"] = sheets.Word("certainty", item.Certainty),
            ["clause"] = item.Clause,
            ["kinds"] = string.Join(' ', item.Kinds.Select(key => kinds.Groups.FirstOrDefault(group => group.Key == key)?.Name ?? key)),
            ["may-be-omitted"] = Flag(item.MayBeOmitted),
            ["optional"] = Flag(item.Optional),
        };
        return sheets.ItemColumns.ToDictionary(column => column.Heading, column => values[column.Key]);
    }

    private IEnumerable<Dictionary<string, object?>> Settings(Checklist list)
    {
        var values = new Dictionary<string, object?>
        {
            ["list"] = list.Id,
            ["based-on"] = Day(list.From),
            ["from"] = null,
            ["name"] = list.Name,
            ["source"] = list.Source,
            ["reviewed"] = Day(list.Reviewed),
            ["certainty"] = sheets.Word("certainty", list.Certainty),
            ["general-points"] = list.Scoring.Points,
            ["critical-points"] = list.Scoring.CriticalPoints,
            ["critical-fails"] = Flag(list.Scoring.CriticalFails),
            ["critical-grade"] = list.Scoring.CriticalGrade,
            ["grades"] = string.Join(' ', list.Scoring.Grades.Select(grade => $"{grade.From.ToString("0.#", CultureInfo.InvariantCulture)}={grade.Name}")),
        };
        return
        [
            .. ChecklistSheets.SettingKeys.Select(key => Line(sheets.Setting(key), values[key], sheets.How(key))),
            .. list.Chapters.Select(chapter => Line(sheets.ChapterSetting(chapter.Id), chapter.Name, sheets.How("chapter"))),
            .. ChecklistSheets.ItemKeys.Select(key => Line(null, null, sheets.How($"column-{key}"))),
        ];
    }

    private Dictionary<string, object?> Line(string? what, object? value, string how)
        => new() { [sheets.SettingColumns[0].Heading] = what, [sheets.SettingColumns[1].Heading] = value, [sheets.SettingColumns[2].Heading] = how };

    private string? Flag(bool value) => value ? sheets.Yes : null;

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
