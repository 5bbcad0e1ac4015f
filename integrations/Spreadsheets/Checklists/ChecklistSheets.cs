using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>The words of a checklist's workbook, from its texts.</summary>
internal sealed class ChecklistSheets(ITexts texts)
{
    public static readonly string[] ItemKeys =
        ["id", "chapter", "text", "look", "evidence", "critical", "points", "basis", "certainty", "clause", "kinds", "may-be-omitted", "optional"];

    public static readonly string[] SettingKeys =
        ["list", "based-on", "from", "name", "source", "reviewed", "certainty", "general-points", "critical-points", "critical-fails", "critical-grade", "grades"];

    public string Items => texts.Say("checklist-sheet.items");
    public string Settings => texts.Say("checklist-sheet.settings");
    public string Yes => texts.Say("sheet.yes").Split('|')[0];

    public IReadOnlyList<(string Key, string Heading)> ItemColumns => [.. ItemKeys.Select(key => (key, texts.Say($"checklist-sheet.column.{key}")))];

    public IReadOnlyList<(string Key, string Heading)> SettingColumns => [.. new[] { "what", "value", "how" }.Select(key => (key, texts.Say($"checklist-sheet.{key}")))];

    public string Setting(string key) => texts.Say($"checklist-sheet.setting.{key}");

    public string How(string key) => texts.Say($"checklist-sheet.how-to.{key}");

    /// <summary>What a chapter's row is called, e.g. "chapter A".</summary>
    public string ChapterSetting(string id) => texts.Say("checklist-sheet.chapter", ("id", id));

    public IReadOnlyDictionary<string, EvidenceKind> Evidence => Words<EvidenceKind>("evidence");

    public IReadOnlyDictionary<string, Certainty> Certainty => Words<Certainty>("certainty");

    public string Word<T>(string of, T value) where T : struct, Enum => texts.Say($"checklist-sheet.{of}.{Kebab(value)}");

    private Dictionary<string, T> Words<T>(string of) where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => Word(of, value));

    private static string Kebab<T>(T value) where T : struct, Enum
        => string.Concat($"{value}".Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
