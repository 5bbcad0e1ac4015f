using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Documents.Fonts;
using BotAssistant.Documents.Layout;
using BotAssistant.Inspections;
using BotAssistant.Regulations;
using SkiaSharp;

namespace BotAssistant.Documents;

/// <summary>自查记录 on paper: what it came to, the faults first, then every item by chapter.</summary>
internal sealed class CheckRecordPdf(ITexts texts, TypeCase type, CheckRecordSheet record)
{
    private const string Prefix = "document.check-record.";
    private const float Size = 10, Small = 8.5f;

    public Document Make()
    {
        using var sheet = new Sheet(type);
        Head(sheet);
        Faults(sheet);
        sheet.Need(40);
        sheet.Skip(16);
        sheet.Paragraph(Say("signature"), Size, Ink.Text);
        Items(sheet);
        var title = Say("title");
        var about = Metadata.Of(title, record.Bureau, record.Result.FinishedAt);
        return new Document(
            Say("name", ("number", Number(record.Result.Number)), ("workshop", FileName.Safe(record.Workshop.Name))),
            "application/pdf",
            sheet.ToPdf(about, (page, pages) => texts.Say("document.page", ("title", title), ("workshop", record.Workshop.Name), ("page", Number(page)), ("pages", Number(pages)))));
    }

    private void Head(Sheet sheet)
    {
        var (result, score) = (record.Result, record.Result.Score);
        sheet.Title(Say("title"), 18);
        sheet.Skip(4);
        sheet.Paragraph(Say("sample"), Small, Ink.Quiet);
        sheet.Skip(6);
        foreach (var (label, value) in Facts())
        {
            sheet.Paragraph(texts.Say("document.field", ("label", Say(label)), ("value", value)), Size, Ink.Text);
        }

        sheet.Skip(8);
        sheet.Paragraph(
            score.Percent is { } percent ? Say("score", ("percent", percent.ToString("0.#", CultureInfo.InvariantCulture)), ("grade", score.Grade ?? "")) : Say("score-none"),
            14,
            score.CriticalFaults > 0 ? Ink.Alarm : Ink.Text);
        sheet.Paragraph(
            Say("counts", ("conforming", Number(score.Conforming)), ("faults", Number(score.Faults)), ("critical", Number(score.CriticalFaults)), ("omitted", Number(score.NotApplicable))),
            Size,
            Ink.Text);
    }

    private IEnumerable<(string Label, string Value)> Facts()
    {
        var result = record.Result;
        yield return ("workshop", record.Workshop.Name);
        yield return ("registration", record.Workshop.Number);
        yield return ("number", Number(result.Number));
        yield return ("date", Day(result.FinishedAt));
        yield return ("by", result.By);
        yield return ("scope", texts.Say($"document.scope.{result.Scope.ToString().ToLowerInvariant()}", ("chapter", result.Chapter ?? "")));
        yield return ("list", Say("revision", ("list", record.List?.Name ?? result.Checklist), ("revision", Day(result.Revision))));
        if (record.List is { } list)
        {
            yield return ("source", list.Source);
        }

        yield return ("bureau", record.Bureau);
        yield return ("printed", Day(record.Today));
    }

    private void Faults(Sheet sheet)
    {
        sheet.Skip(10);
        sheet.Paragraph(Say("faults"), 12, Ink.Text);
        var faults = record.Result.Faults.OrderByDescending(fault => Item(fault)?.Critical ?? false).ToList();
        if (faults.Count == 0)
        {
            sheet.Paragraph(Say("no-faults"), Size, Ink.Text);
            return;
        }

        sheet.Skip(4);
        var table = new Table(sheet, [48, 175, 130, 146], [Say("head-id"), Say("head-text"), Say("head-note"), Say("head-action")], Small);
        table.Head();
        foreach (var fault in faults)
        {
            table.Row(new Cell(Mark(fault), Ink.Alarm), Item(fault)?.Text ?? "", NoteOf(fault), ActionOf(fault));
        }
    }

    private void Items(Sheet sheet)
    {
        sheet.Skip(12);
        sheet.Need(80);
        sheet.Paragraph(Say("items"), 12, Ink.Text);
        sheet.Paragraph(Say(record.List is null ? "unknown" : "star"), Small, Ink.Quiet);
        sheet.Skip(4);
        var table = new Table(sheet, [48, 200, 96, 155], [Say("head-id"), Say("head-text"), Say("head-verdict"), Say("head-basis")], Small);
        table.Head();
        var answers = record.Result.Answers.ToDictionary(answer => answer.ItemId);
        foreach (var chapter in record.List?.Only(item => answers.ContainsKey(item.Id)).Chapters ?? [])
        {
            table.Band(Say("chapter", ("id", chapter.Id), ("name", chapter.Name)));
            foreach (var item in chapter.Items)
            {
                Row(table, answers[item.Id], item);
            }
        }

        foreach (var answer in record.Result.Answers.Where(answer => Item(answer) is null))
        {
            Row(table, answer, null);
        }
    }

    private void Row(Table table, ItemAnswer answer, ChecklistItem? item)
    {
        var verdict = texts.Say($"document.verdict.{answer.Verdict.ToString().ToLowerInvariant()}");
        // Of a fault it stands above.
        var note = answer.Verdict == Verdict.Fault && item is not null ? "" : NoteOf(answer);
        table.Row(
            Mark(answer),
            item?.Text ?? "",
            new Cell(note.Length == 0 ? verdict : $"{verdict}\n{note}", answer.Verdict == Verdict.Fault ? Ink.Alarm : Ink.Text),
            new Cell(item is null ? "" : item.Certainty == Certainty.Found ? item.Basis : Say("to-confirm", ("basis", item.Basis)), Ink.Quiet));
    }

    private ChecklistItem? Item(ItemAnswer answer) => record.List?.Find(answer.ItemId);

    private string Mark(ItemAnswer answer) => Say("item", ("id", answer.ItemId), ("mark", Item(answer) switch
    {
        { Critical: true } => Say("critical"),
        { Optional: true } => Say("optional"),
        _ => "",
    }));

    private string NoteOf(ItemAnswer answer) => string.Join(
        '\n', new[] { answer.Note, answer.Photos.Count > 0 ? Say("photos", ("count", Number(answer.Photos.Count))) : null }.Where(part => part is not null));

    /// <summary>The action that this check opened, or that was open before; a later check's does not belong here.</summary>
    private string ActionOf(ItemAnswer fault)
        => record.Actions.Where(action => action.Origin.ItemId == fault.ItemId && (action.Origin.CheckId == record.Result.Id || action.Steps[0].At < record.Result.FinishedAt)).MaxBy(action => action.Number) is { } action
            ? Say("action", ("number", Number(action.Number)), ("state", texts.Say($"document.action-state.{action.State.ToString().ToLowerInvariant()}")), ("due", Day(action.DueOn)))
            : Item(fault) is { Optional: true } ? Say("no-action") : "";

    private string Say(string key, params (string Name, string Value)[] values) => texts.Say(Prefix + key, values);

    private static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(ChinaTime.In(at).DateTime));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A workshop's name as a part of a file's.</summary>
internal static class FileName
{
    public static string Safe(string name) => string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is '-' or '\uFF08' or '\uFF09'));
}

/// <summary>What a reader shows of a PDF; nothing of the machine that made it.</summary>
internal static class Metadata
{
    public static SKDocumentPdfMetadata Of(string title, string author, DateTimeOffset at) => new()
    {
        Title = title,
        Author = author,
        Creator = "BotAssistant",
        Producer = "BotAssistant",
        Creation = at.UtcDateTime,
        Modified = at.UtcDateTime,
        RasterDpi = 144,
        EncodingQuality = 90,
    };
}
