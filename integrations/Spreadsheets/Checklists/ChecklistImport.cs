using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>Reads an edited workbook back: the whole revision, or every fault with its row and column, and nothing in between.</summary>
public sealed class ChecklistImport(ITexts texts, SpreadsheetOptions limits)
{
    private readonly ChecklistSheets sheets = new(texts);

    /// <param name="known">All revisions there are; the last is the one that the file was exported from.</param>
    /// <param name="today">The first day on which the revision may begin.</param>
    public (Checklist? List, IReadOnlyList<SheetFault> Faults) Read(byte[] file, Revisions<Checklist> known, FoodKinds kinds, DateOnly today)
    {
        var faults = new SheetFaults();
        if (Workbook.Open(file, [sheets.Items, sheets.Settings], limits, faults) is not { } book)
        {
            return (null, faults.All);
        }

        var (items, settings) = (Table.Open(book[sheets.Items], sheets.ItemColumns, texts, faults), Table.Open(book[sheets.Settings], sheets.SettingColumns, texts, faults));
        var head = settings is null ? null : new SettingsReader(sheets, known, today, faults).Read(settings);
        if (items is null || head is null)
        {
            return (null, faults.All);
        }

        var rows = new ItemReader(sheets, known, kinds, head, faults).Read(items);
        foreach (var chapter in head.Chapters.Where(chapter => rows.All(item => item.Id.Length == 0 || item.Id[..1] != chapter.Id)))
        {
            faults.Add(new SheetFault("chapter-without-items", sheets.Settings, chapter.Row, null, ("chapter", $"{chapter.Id} {chapter.Name}")));
        }

        return faults.Any ? (null, faults.All) : (head.Complete(rows), faults.All);
    }
}
