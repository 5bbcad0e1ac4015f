using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Workshops;

namespace BotAssistant.Dialogs;

/// <summary>Every dialog, a line each.</summary>
public sealed class DialogCatalog(FilingDialog filing, ProductionDialog production, SelfCheckDialog selfCheck, PutRightDialog putRight, BroadcastDialog broadcast)
{
    private readonly Dictionary<string, DialogDefinition> byName = new[]
    {
        new DialogDefinition(FilingDialog.Name, FilingDialog.Name, filing.Run),
        new DialogDefinition(FilingDialog.CorrectionName, FilingDialog.Name, filing.Run),
        new DialogDefinition(FilingDialog.ChangeName, FilingDialog.Name, filing.Run),
        new DialogDefinition(ProductionDialog.Name, ProductionDialog.Name, production.Run),
        new DialogDefinition(SelfCheckDialog.Name, SelfCheckDialog.Name, selfCheck.Run),
        new DialogDefinition(PutRightDialog.Name, PutRightDialog.Name, putRight.Run),
        new DialogDefinition(BroadcastDialog.Name, BroadcastDialog.Name, broadcast.Run),
    }.ToDictionary(dialog => dialog.Name);

    public IReadOnlyCollection<DialogDefinition> All => byName.Values;

    /// <summary>Null for a dialog that this version no longer has.</summary>
    public DialogDefinition? Find(string name) => byName.GetValueOrDefault(name);
}
