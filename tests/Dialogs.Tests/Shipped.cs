using BotAssistant.Content;
using BotAssistant.Conversations;
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

namespace BotAssistant.Dialogs.Tests;

/// <summary>The dialogs, texts and rules that the product ships.</summary>
internal static class Shipped
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>Nine o'clock of <see cref="Today"/> in Ningbo.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly ITexts Texts = YamlTexts.From(typeof(DialogCatalog).Assembly);

    public static readonly RegulationBook Regulations = RegulationFiles.Load(typeof(RegulationBook).Assembly);

    public static readonly DialogCatalog Catalog = new(
        new FilingDialog(Texts, Regulations, new BureauContact("示例局", "", "")),
        new ProductionDialog(Texts),
        new SelfCheckDialog(Texts, Regulations),
        new ScoreSheetDialog(Texts, Regulations),
        new VisitDialog(Texts, new Sentences(Texts)),
        new PutRightDialog(Texts),
        new CommitmentDialog(Regulations),
        new PurchaseDialog(Texts, new Sentences(Texts)),
        new AdditiveDialog(Texts, new Sentences(Texts)),
        new HealthCertificateDialog(Texts, new Sentences(Texts), Regulations),
        new ApplyReevaluationDialog(Texts),
        ShippedDialogs.Broadcast);
}
