using System.Text.Json;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>A sentence that tells of goods; recorded as what was understood, so that 昨天 stays that day.</summary>
internal abstract record SentenceQuestion<T>(string Key) : Question<T>(Key) where T : class
{
    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } unwanted)
        {
            return unwanted;
        }

        return Understand(heard.Text, out var value) is { } refusal ? refusal : Reading.Accept(JsonSerializer.Serialize(value));
    }

    public override bool Restore(string recorded, out T value)
    {
        value = JsonSerializer.Deserialize<T>(recorded)!;
        return true;
    }

    public override string Show(string recorded, ITexts texts) => Restore(recorded, out var value) ? Describe(value, texts) : recorded;

    protected abstract Refusal? Understand(string text, out T value);

    protected abstract string Describe(T value, ITexts texts);
}

/// <summary>进货: one sentence with one or several things.</summary>
internal sealed record PurchaseQuestion(string Key, Sentences Sentences, DateOnly Today) : SentenceQuestion<Purchase>(Key)
{
    public override string Signature => "purchase";

    protected override Refusal? Understand(string text, out Purchase value) => Sentences.ReadPurchase(text, Today, out value);

    protected override string Describe(Purchase value, ITexts texts) => texts.Say("purchase.understood",
        ("date", Dates.Day(value.On)),
        ("items", Items.Of(value.Items)),
        ("supplier", value.Supplier is null ? "" : texts.Say("purchase.understood-supplier", ("supplier", value.Supplier), ("phone", value.Phone is null ? "" : $" {value.Phone}"))),
        ("batch", value.Batch is null ? "" : texts.Say("purchase.understood-batch", ("batch", value.Batch))));
}

/// <summary>添加剂: one additive, how much of it, into which product.</summary>
internal sealed record AdditiveQuestion(string Key, Sentences Sentences, DateOnly Today) : SentenceQuestion<AdditiveUse>(Key)
{
    public override string Signature => "additive use";

    protected override Refusal? Understand(string text, out AdditiveUse value) => Sentences.ReadUse(text, Today, out value);

    protected override string Describe(AdditiveUse value, ITexts texts) => texts.Say("additive.understood",
        ("date", Dates.Day(value.On)),
        ("item", Items.Of([value.Item])),
        ("product", value.Product),
        ("person", value.Person ?? texts.Say("additive.self")));
}

/// <summary>Things and amounts as people read them.</summary>
public static class Items
{
    public static string Of(IEnumerable<LedgerItem> items) => string.Join('、', items.Select(item => $"{item.What} {Amount(item)}"));

    public static string Amount(LedgerItem item) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.Amount:0.###}{item.Unit}");
}
