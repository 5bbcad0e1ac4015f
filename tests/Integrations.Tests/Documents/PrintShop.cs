using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Documents;
using BotAssistant.Documents.Fonts;
using BotAssistant.Inspections;
using BotAssistant.Regulations;
using BotAssistant.Testing;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;

namespace BotAssistant.Integrations.Tests.Documents;

/// <summary>Prints documents about a synthetic workshop with the shipped texts, rules and font.</summary>
internal static class PrintShop
{
    public static readonly ITexts Texts = YamlTexts.From(typeof(DocumentsServices).Assembly);
    public static readonly RegulationBook Regulations = RegulationFiles.Load(typeof(RegulationBook).Assembly);
    public static readonly Checklist List = Regulations.SelfCheck.All[^1];

    public static IDocuments Documents { get; } = With(null);

    public static IDocuments With(string? font) => new DocumentWriter(new FontSource(Options.Create(new DocumentsOptions { Font = font })), Texts);

    /// <summary>A whole check: of each ten items one is a fault with a note, one does not apply where that is an answer.</summary>
    public static CheckRecordSheet Record(string workshop = "海曙老街年糕坊", string note = "纱窗破了，先用胶带粘着（2026-05-30 换 GB/T 17219 新的）")
    {
        var answers = List.Items.Select((item, place) => (place % 10) switch
        {
            3 => new ItemAnswer(item.Id, Verdict.Fault, note, ["aa"]),
            7 when item.MayBeOmitted => new ItemAnswer(item.Id, Verdict.NotApplicable, "我家没有这一项", []),
            _ => new ItemAnswer(item.Id, Verdict.Conforms, null, []),
        }).ToArray();
        var place = Samples.Workshop(particulars: Samples.Particulars(workshop));
        var check = Samples.Check(place.Id, 12, answers) with { Revision = List.From, Score = Score.Of(List, answers) };
        var actions = check.Faults.Where(fault => !List.Find(fault.ItemId)!.Optional).Select((fault, index) => CorrectiveAction.OpenFor(
            Guid.NewGuid(), index + 31, place.Id, new ActionOrigin(check.Id, List.Id, List.From, fault.ItemId, "", true, note, []), new DateOnly(2026, 6, 8), check.FinishedAt.AddMilliseconds(3), check.By)).ToArray();
        return new CheckRecordSheet(check, List, place, actions, "海曙区市场监督管理局（示例）", new DateOnly(2026, 6, 2));
    }

    public static CommitmentSheet Commitment(Uri? verification, string workshop = "海曙老街年糕坊")
    {
        var letter = Regulations.CommitmentLetter.All[^1];
        var place = Samples.Workshop(particulars: Samples.Particulars(workshop));
        var signature = new CommitmentSignature(
            Guid.NewGuid(), place.Id, "0123456789abcdefghjkmnpqrs", letter.Version, CommitmentSignature.DigestOf(letter.For(workshop, "张测试")), "张测试", workshop, new DateOnly(2026, 6, 1), Samples.Start);
        return new CommitmentSheet(signature, letter, place, "海曙区市场监督管理局（示例）", verification);
    }

    /// <summary>The text of each page, as a reader copies it.</summary>
    public static IReadOnlyList<string> Read(Document document)
    {
        using var pdf = PdfDocument.Open(document.Bytes);
        return [.. pdf.GetPages().Select(page => string.Concat(page.Letters.Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal))];
    }

    /// <summary>For a person's eyes: set BOTASSISTANT_PRINTS to a folder and look at what the tests printed.</summary>
    public static Document Keep(Document document)
    {
        if (Environment.GetEnvironmentVariable("BOTASSISTANT_PRINTS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, document.Name), document.Bytes);
        }

        return document;
    }
}
