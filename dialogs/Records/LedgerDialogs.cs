using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>进货: what came in, from whom, the receipt; what the sentence says already is not asked.</summary>
public sealed class PurchaseDialog(ITexts texts, Sentences sentences)
{
    public const string Name = "purchase";

    /// <summary>Key of the answer that a word may bring along.</summary>
    public const string WhatKey = "what";

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var kept = await ask.Fetch(new FindKept());
        if (kept.Count == 0)
        {
            return new NothingToKeep();
        }

        var workshop = kept.Count == 1 ? $"{kept[0].Id}" : await ask.For(Which.Of(kept));
        var purchase = await ask.For(new PurchaseQuestion(WhatKey, sentences, ask.Today));
        foreach (var item in purchase.Items.Where(sentences.IsAbsurd).DistinctBy(item => item.What))
        {
            ask.In($"item:{Items.Of([item])}:");
            await ask.For(new ChoiceQuestion("sure", [OptionTexts.One(texts, "purchase.sure", "yes")]) { InSummary = false, Values = [("item", Items.Of([item]))] });
            ask.In("");
        }

        var supplier = purchase.Supplier ?? await ask.For(new TextQuestion("supplier", 2, 40));
        var facts = new LedgerFacts { Supplier = supplier, SupplierPhone = purchase.Phone, Batch = purchase.Batch };
        var entries = new NewEntries(Guid.Parse(workshop), LedgerKind.Purchase, purchase.On, purchase.Items, facts);
        var written = await ask.Fetch(new FindWritten(entries));
        if (written.Count > 0)
        {
            await ask.For(new ChoiceQuestion("again", [OptionTexts.One(texts, "purchase.again", "yes")]) { InSummary = false, Values = [("items", Items.Of(written)), ("date", Dates.Day(purchase.On))] });
        }

        var receipt = await ask.For(new PhotoQuestion("receipt", OptionTexts.One(texts, "purchase.receipt", "none")));
        var command = new WriteEntries(entries with { Facts = facts with { Photos = receipt.Hash is { } hash ? [hash] : [] } });
        await ask.Confirm(command);
        return command;
    }
}

/// <summary>添加剂: which additive, how much, into what.</summary>
public sealed class AdditiveDialog(ITexts texts, Sentences sentences)
{
    public const string Name = "additive";

    /// <inheritdoc cref="PurchaseDialog.WhatKey"/>
    public const string UseKey = "use";

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var kept = await ask.Fetch(new FindKept());
        if (kept.Count == 0)
        {
            return new NothingToKeep();
        }

        var workshop = kept.Count == 1 ? $"{kept[0].Id}" : await ask.For(Which.Of(kept));
        var use = await ask.For(new AdditiveQuestion(UseKey, sentences, ask.Today));
        var entries = new NewEntries(Guid.Parse(workshop), LedgerKind.Additive, use.On, [use.Item], new LedgerFacts { Product = use.Product, Person = use.Person });
        var written = await ask.Fetch(new FindWritten(entries));
        if (written.Count > 0)
        {
            await ask.For(new ChoiceQuestion("again", [OptionTexts.One(texts, "additive.again", "yes")]) { InSummary = false, Values = [("items", Items.Of(written)), ("date", Dates.Day(use.On))] });
        }

        var command = new WriteEntries(entries);
        await ask.Confirm(command);
        return command;
    }
}

/// <summary>票据 N: a photo of the receipt for a line that stands in the ledger.</summary>
public static class ReceiptDialog
{
    public const string Name = "receipt";

    /// <summary>Input: the line's number, and what it is about.</summary>
    public const string NumberInput = "number", TextInput = "text";

    public static async Dialog<ICommand> Run(Prompter ask)
    {
        var photo = await ask.For(new PhotoQuestion("photo", null) { InSummary = false, Values = [("number", ask.Input[NumberInput]), ("text", ask.Input[TextInput])] });
        return new AttachReceipt(int.Parse(ask.Input[NumberInput], CultureInfo.InvariantCulture), photo.Hash!);
    }
}

/// <summary>Which of several workshops.</summary>
internal static class Which
{
    public static ChoiceQuestion Of(IEnumerable<OwnedWorkshop> kept) => new("workshop", [.. kept.Select(workshop => new Option($"{workshop.Id}", $"{workshop.Name} {workshop.Number}"))]);
}
