using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>A ledger as people read it: lines in a chat, a table in a file, and what an inspector sees of it.</summary>
public sealed class LedgerCard(ITexts texts)
{
    private static readonly string[] Columns = ["number", "date", "kind", "what", "amount", "supplier", "phone", "batch", "product", "person", "receipt", "by", "recorded", "void"];

    public string Line(LedgerEntry entry) => texts.Say(entry.Kind == LedgerKind.Purchase ? "ledger.purchase-line" : "ledger.additive-line",
        ("number", Number(entry)),
        ("date", entry.On.ToString("MM-dd", CultureInfo.InvariantCulture)),
        ("item", Items.Of([entry.Item])),
        ("supplier", entry.Facts.Supplier ?? ""),
        ("product", entry.Facts.Product ?? ""),
        ("receipt", entry.Facts.Photos.Count > 0 ? texts.Say("ledger.with-receipt") : ""),
        ("void", entry.IsVoid ? texts.Say("ledger.void", ("reason", entry.VoidReason ?? "")) : ""));

    /// <summary>For the status card: counts and last days, no supplier and no amount.</summary>
    public string Summary(LedgerSummary purchases, LedgerSummary additives) => texts.Say("ledger.summary", ("purchases", Summary(purchases)), ("additives", Summary(additives)));

    public LedgerTable Table(string workshop, DateOnly from, DateOnly to, IEnumerable<LedgerEntry> entries) => new(
        texts.Say("ledger.title", ("workshop", workshop), ("from", Dates.Day(from)), ("to", Dates.Day(to))),
        [.. Columns.Select(column => texts.Say($"ledger.columns.{column}"))],
        [.. entries.Select(Row)]);

    private string Summary(LedgerSummary summary)
        => summary.LastOn is { } last ? texts.Say("ledger.summary-of", ("last", Dates.Day(last)), ("count", $"{summary.ThisMonth}")) : texts.Say("ledger.summary-none");

    private string[] Row(LedgerEntry entry) =>
    [
        Number(entry),
        Dates.Day(entry.On),
        texts.Say($"ledger.kind-{entry.Kind.ToString().ToLowerInvariant()}"),
        entry.Item.What,
        Items.Amount(entry.Item),
        entry.Facts.Supplier ?? "",
        entry.Facts.SupplierPhone ?? "",
        entry.Facts.Batch ?? "",
        entry.Facts.Product ?? "",
        entry.Kind == LedgerKind.Additive ? entry.Facts.Person ?? entry.By : "",
        entry.Facts.Photos.Count.ToString(CultureInfo.InvariantCulture),
        entry.By,
        ChinaTime.In(entry.RecordedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        entry.IsVoid ? entry.VoidReason ?? "" : "",
    ];

    private static string Number(LedgerEntry entry) => entry.Number.ToString(CultureInfo.InvariantCulture);
}
