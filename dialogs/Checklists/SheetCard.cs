using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>A filled-in score sheet as people read it: by which revision, and what cost points.</summary>
public sealed class SheetCard(ITexts texts, RegulationBook regulations)
{
    public string Of(ScoredSheet sheet)
    {
        var list = regulations.Checklist(sheet.Sheet)?.Begun(sheet.Revision);
        return string.Join('\n', sheet.Faults.Select(fault => Fault(fault, list)).Prepend(
            texts.Say("score-sheet.by-sheet", ("sheet", list?.Name ?? sheet.Sheet), ("revision", Dates.Day(sheet.Revision)), ("by", sheet.By), ("date", Dates.Day(sheet.ScoredAt)))));
    }

    private string Fault(ItemAnswer fault, Checklist? list)
    {
        var item = list?.Find(fault.ItemId);
        var lost = fault.Lost ?? (item is null ? 0 : list!.Scoring.PointsOf(item));
        var note = string.Concat(
            fault.Note is { } said ? texts.Say("self-check.note", ("note", said)) : "",
            fault.Photos.Count > 0 ? texts.Say("self-check.photos", ("count", $"{fault.Photos.Count}")) : "");
        return texts.Say("score-sheet.fault", ("id", fault.ItemId), ("text", item?.Text ?? ""), ("lost", lost.ToString("0.#", CultureInfo.InvariantCulture)), ("note", note));
    }
}
