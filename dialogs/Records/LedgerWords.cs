using System.Globalization;
using System.Text.Json;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>进货: opens the dialog, with the sentence that follows already answered.</summary>
public sealed class PurchaseWord(ITexts texts, Sentences sentences, TimeProvider time) : IWord
{
    public string Name => "purchase-ledger";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop) => Task.FromResult<WordReply>(Opening(texts, sentences, argument, ChinaTime.Today(time)));

    internal static WordReply.Opens Opening(ITexts texts, Sentences sentences, string argument, DateOnly today)
    {
        if (argument.Length == 0)
        {
            return new WordReply.Opens(PurchaseDialog.Name, "") { TakesUpDraft = true };
        }

        return sentences.ReadPurchase(argument, today, out var purchase) is { } refusal
            ? new WordReply.Opens(PurchaseDialog.Name, texts.Say($"refused.{refusal.Code}", refusal.Values))
            : new WordReply.Opens(PurchaseDialog.Name, "") { Answers = { [PurchaseDialog.WhatKey] = JsonSerializer.Serialize(purchase) } };
    }
}

/// <summary>今天从城西粮油进了50公斤面粉: a purchase told without a command word.</summary>
public sealed class PurchaseSentenceWord(ITexts texts, Sentences sentences, TimeProvider time) : IWord
{
    public string Name => "purchase-sentence";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;
    public bool OpensSentence => true;

    public bool Takes(string argument) => argument.Length > 0 && sentences.IsPurchase(argument, ChinaTime.Today(time));

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Task.FromResult<WordReply>(PurchaseWord.Opening(texts, sentences, argument, ChinaTime.Today(time)));
}

/// <summary>添加剂 山梨酸钾 5克 用于 年糕.</summary>
public sealed class AdditiveWord(ITexts texts, Sentences sentences, TimeProvider time) : IWord
{
    public string Name => "additive-use";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (argument.Length == 0)
        {
            return Task.FromResult<WordReply>(new WordReply.Opens(AdditiveDialog.Name, "") { TakesUpDraft = true });
        }

        return Task.FromResult<WordReply>(sentences.ReadUse(argument, ChinaTime.Today(time), out var use) is { } refusal
            ? new WordReply.Opens(AdditiveDialog.Name, texts.Say($"refused.{refusal.Code}", refusal.Values))
            : new WordReply.Opens(AdditiveDialog.Name, "") { Answers = { [AdditiveDialog.UseKey] = JsonSerializer.Serialize(use) } });
    }
}

/// <summary>台账, 台账 11月: the lines of a month.</summary>
public sealed class LedgerWord(ITexts texts, RecordsDesk desk, ILedgers ledgers, LedgerCard card, TimeProvider time) : IWord
{
    private const int MostLines = 60;

    public string Name => "ledger";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Months.Read(argument, ChinaTime.Today(time)) is not { } month)
        {
            return WordReply.Refused(texts, new Refusal("month-unread"));
        }

        var lines = new List<string>();
        foreach (var workshop in await desk.KeptByAsync(caller.Person!, stop))
        {
            var entries = await ledgers.BetweenAsync(workshop.Id, month, month.AddMonths(1).AddDays(-1), MostLines + 1, stop);
            lines.Add(texts.Say("ledger.head", ("workshop", workshop.Name), ("month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), ("count", $"{entries.Count(entry => !entry.IsVoid)}")));
            lines.AddRange(entries.TakeLast(MostLines).Select(card.Line));
            if (entries.Count > MostLines)
            {
                lines.Add(texts.Say("ledger.more", ("most", $"{MostLines}")));
            }
        }

        return lines.Count == 0 ? WordReply.Refused(texts, new Refusal("no-workshop")) : new WordReply.Says(string.Join('\n', [.. lines, texts.Say("ledger.how")]));
    }
}

/// <summary>作废 N 理由.</summary>
public sealed class VoidEntryWord(ITexts texts, RecordsDesk desk, LedgerCard card) : IWord
{
    private const int MaxReason = 100;

    public string Name => "void-entry";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (reason.Length is < 2 or > MaxReason)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("ledger.example-void"))));
        }

        var (entry, problem) = await desk.VoidAsync(caller.Person!, number, reason, stop);
        return entry is null ? WordReply.Refused(texts, problem!) : new WordReply.Says(texts.Say("ledger.voided", ("line", card.Line(entry))));
    }
}

/// <summary>票据 N: opens the dialog that takes the photo.</summary>
public sealed class ReceiptWord(ITexts texts, RecordsDesk desk) : IWord
{
    public string Name => "receipt";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        return await desk.OwnEntryAsync(caller.Person!, number, stop) switch
        {
            null => WordReply.Refused(texts, new Refusal("entry-unknown")),
            { IsVoid: true } => WordReply.Refused(texts, new Refusal("entry-void")),
            var entry => new WordReply.Opens(ReceiptDialog.Name, "") { Input = { [ReceiptDialog.NumberInput] = $"{number}", [ReceiptDialog.TextInput] = Items.Of([entry.Item]) } },
        };
    }
}

/// <summary>Reads a month: nothing (this one), 11, 11月, 2026-11, 2026年11月.</summary>
internal static class Months
{
    /// <summary>Its first day. A month alone is the latest that has begun.</summary>
    public static DateOnly? Read(string typed, DateOnly today)
    {
        var numbers = typed.Split(' ', '-', '/', '.', '年', '月').Where(part => part.Length > 0).ToList();
        if (numbers.Count > 2 || !numbers.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        var values = numbers.ConvertAll(part => int.Parse(part, CultureInfo.InvariantCulture));
        return values switch
        {
            [] => new DateOnly(today.Year, today.Month, 1),
            [>= 1 and <= 12 and var month] => new DateOnly(month > today.Month ? today.Year - 1 : today.Year, month, 1),
            [>= 2000 and <= 2999 and var year, >= 1 and <= 12 and var month] => new DateOnly(year, month, 1),
            _ => null,
        };
    }
}
