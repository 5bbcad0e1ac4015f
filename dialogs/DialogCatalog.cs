using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.FiveS;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Workshops;

namespace BotAssistant.Dialogs;

/// <summary>Every dialog, a line each.</summary>
public sealed class DialogCatalog(
    FilingDialog filing,
    ProductionDialog production,
    SelfCheckDialog selfCheck,
    ScoreSheetDialog scoreSheet,
    VisitDialog visit,
    PutRightDialog putRight,
    CommitmentDialog commitment,
    PurchaseDialog purchase,
    AdditiveDialog additive,
    HealthCertificateDialog healthCertificate,
    ApplyReevaluationDialog reevaluation,
    BroadcastDialog broadcast)
{
    private readonly Dictionary<string, DialogDefinition> byName = new[]
    {
        new DialogDefinition(FilingDialog.Name, FilingDialog.Name, filing.Run),
        new DialogDefinition(FilingDialog.CorrectionName, FilingDialog.Name, filing.Run),
        new DialogDefinition(FilingDialog.ChangeName, FilingDialog.Name, filing.Run),
        new DialogDefinition(ProductionDialog.Name, ProductionDialog.Name, production.Run),
        new DialogDefinition(SelfCheckDialog.Name, SelfCheckDialog.Name, selfCheck.Run),
        new DialogDefinition(ScoreSheetDialog.Reevaluation, ScoreSheetDialog.Texts, scoreSheet.For(ScoreSheetDialog.Reevaluation)),
        new DialogDefinition(ScoreSheetDialog.FiveS, ScoreSheetDialog.Texts, scoreSheet.For(ScoreSheetDialog.FiveS)),
        new DialogDefinition(ScoreSheetDialog.FiveSSelf, ScoreSheetDialog.Texts, scoreSheet.For(ScoreSheetDialog.FiveSSelf)),
        new DialogDefinition(VisitDialog.Name, VisitDialog.Name, visit.Run),
        new DialogDefinition(PutRightDialog.Name, PutRightDialog.Name, putRight.Run),
        new DialogDefinition(PurchaseDialog.Name, PurchaseDialog.Name, purchase.Run),
        new DialogDefinition(AdditiveDialog.Name, AdditiveDialog.Name, additive.Run),
        new DialogDefinition(ReceiptDialog.Name, ReceiptDialog.Name, ReceiptDialog.Run),
        new DialogDefinition(HealthCertificateDialog.Name, HealthCertificateDialog.Name, healthCertificate.Run),
        new DialogDefinition(CommitmentDialog.Name, CommitmentDialog.Name, commitment.Run),
        new DialogDefinition(CommitmentDialog.PostedName, CommitmentDialog.PostedName, CommitmentDialog.RunPosted),
        new DialogDefinition(ApplyReevaluationDialog.Name, ApplyReevaluationDialog.Name, reevaluation.Run),
        new DialogDefinition(BroadcastDialog.Name, BroadcastDialog.Name, broadcast.Run),
    }.ToDictionary(dialog => dialog.Name);

    public IReadOnlyCollection<DialogDefinition> All => byName.Values;

    /// <summary>Null for a dialog that this version no longer has.</summary>
    public DialogDefinition? Find(string name) => byName.GetValueOrDefault(name);
}
