using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.FiveS;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.People;
using BotAssistant.Regulations;
using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.Dialogs.Tests;

/// <summary>The shipped texts and rules, and the catalog made of them.</summary>
internal static class ShippedDialogs
{
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly YamlTexts Texts = YamlTexts.From(typeof(DialogCatalog).Assembly);
    public static readonly RegulationBook Rules = RegulationFiles.Load(typeof(RegulationBook).Assembly);
    public static readonly BroadcastDialog Broadcast = new(Texts, Rules, Card());
    public static readonly DialogCatalog Catalog = new(
        new FilingDialog(Texts, Rules, new BureauContact("示例局", "", "")), new ProductionDialog(Texts), new SelfCheckDialog(Texts, Rules), new ScoreSheetDialog(Texts, Rules), new VisitDialog(Texts, new Sentences(Texts)), new PutRightDialog(Texts), new CommitmentDialog(Rules),
        new PurchaseDialog(Texts, new Sentences(Texts)), new AdditiveDialog(Texts, new Sentences(Texts)), new HealthCertificateDialog(Texts, new Sentences(Texts), Rules), new ApplyReevaluationDialog(Texts), Broadcast);

    private static CampaignCard Card()
    {
        var time = new FakeTimeProvider(Now);
        return new CampaignCard(Texts, Rules, new CampaignMessages(Rules, new BureauContact("示例局", "", ""), time), time);
    }

    /// <summary>A new draft with the input that its dialog is started with.</summary>
    public static Draft Draft(string name) => new(name, "abc123", Now)
    {
        Input = name switch
        {
            ProductionDialog.Name => new() { [ProductionDialog.ToInput] = "Suspended" },
            SelfCheckDialog.Name => new() { [SelfCheckDialog.RevisionInput] = SelfCheckDialog.PinOf(Rules.On(Today).SelfCheck) },
            ScoreSheetDialog.Reevaluation => new() { [ScoreSheetDialog.NumberInput] = "1", [ScoreSheetDialog.SheetInput] = ScoreSheetIds.FineWorkshop, [ScoreSheetDialog.RevisionInput] = SelfCheckDialog.PinOf(Rules.Checklist(ScoreSheetIds.FineWorkshop)!.On(Today)) },
            VisitDialog.Name => new() { [VisitDialog.NumberInput] = "1", [VisitDialog.HolderInput] = "甲坊" },
            PutRightDialog.Name => new() { [PutRightDialog.NumberInput] = "1", [PutRightDialog.TextInput] = "A06 登记证挂在明显的地方" },
            ReceiptDialog.Name => new() { [ReceiptDialog.NumberInput] = "1", [ReceiptDialog.TextInput] = "面粉 50公斤" },
            _ => [],
        },
    };
}
