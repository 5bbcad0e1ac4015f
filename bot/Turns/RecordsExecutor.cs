using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.People;
using BotAssistant.Records;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that is about certificates and ledgers.</summary>
internal sealed class RecordsExecutor(RecordsDesk desk, LedgerCard card, ITexts texts)
{
    public async Task<IReadOnlyList<OwnedWorkshop>> KeptAsync(Caller caller, CancellationToken stop)
        => caller.Person is { } owner ? [.. (await desk.KeptByAsync(owner, stop)).Select(workshop => new OwnedWorkshop(workshop.Id, workshop.Number, workshop.Name))] : [];

    public async Task<IReadOnlyList<LedgerItem>> WrittenAsync(Caller caller, NewEntries entries, CancellationToken stop)
        => caller.Person is { } owner ? await desk.WrittenAsync(owner, entries, stop) : [];

    public async Task<Execution> WriteAsync(Caller caller, NewEntries entries, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return NoWorkshop();
        }

        var (written, refusal) = await desk.WriteAsync(owner, entries, stop);
        if (written is null)
        {
            return new Execution.Rejected(refusal!.Code == "date-future" ? PurchaseDialog.WhatKey : null, refusal);
        }

        var lines = ("lines", string.Join('\n', written.Select(card.Line)));
        if (entries.Kind == LedgerKind.Additive)
        {
            return new Execution.Finished(new Saying("additive.done", [lines]));
        }

        var later = entries.Facts.Photos.Count > 0 ? "" : texts.Say("purchase.receipt-later", ("number", Number(written[0].Number)));
        return new Execution.Finished(new Saying("purchase.done", [lines, ("later", later)]));
    }

    public async Task<Execution> AttachAsync(Caller caller, AttachReceipt receipt, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return NoWorkshop();
        }

        var (entry, refusal) = await desk.AttachAsync(owner, receipt.Number, receipt.Photo, stop);
        return entry is null ? new Execution.Rejected(null, refusal!) : new Execution.Finished(new Saying("receipt.done", [("number", Number(entry.Number))]));
    }

    public async Task<Execution> RecordAsync(Caller caller, NewCertificate paper, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return NoWorkshop();
        }

        var (certificate, renewed, refusal) = await desk.RecordAsync(owner, paper, stop);
        return certificate is null
            ? new Execution.Rejected(null, refusal!)
            : new Execution.Finished(new Saying(renewed ? "health-certificate.renewed" : "health-certificate.done", [("holder", certificate.Holder), ("date", $"{certificate.ExpiresOn:yyyy-MM-dd}")]));
    }

    private static Execution.Rejected NoWorkshop() => new(null, new Refusal("no-workshop"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
