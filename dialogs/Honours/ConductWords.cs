using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Words;
using BotAssistant.Honours;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Honours;

/// <summary>记处罚 编号 立案日期 文书号; 记抽检 编号 报告日期 报告号 合格|不合格: what is on file against a holder, in one line.</summary>
public sealed class RecordConductWord(string name, bool isSampling, ITexts texts, ConductDesk desk) : IWord
{
    private const int MinReference = 2, MaxReference = 60;

    public string Name => name;
    public Ability Needs => Ability.DecideHonours;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (holder, rest) = Arguments.FirstAndRest(argument);
        var (typedDay, tail) = Arguments.FirstAndRest(rest);
        var (reference, kind) = isSampling ? Result(tail) : (tail, ConductKind.Case);
        if (!DateOnly.TryParseExact(typedDay, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || kind is null || reference.Length < MinReference)
        {
            return WordReply.Refused(texts, new Refusal("conduct-incomplete", ("example", texts.Say($"conduct.example-{Name}"))));
        }

        if (reference.Length > MaxReference)
        {
            return WordReply.Refused(texts, new Refusal("text-too-long", ("max", $"{MaxReference}"), ("length", $"{reference.Length}")));
        }

        var (entry, found, refusal) = await desk.RecordAsync(caller.Person!, holder, kind.Value, new Evidence(day, reference), stop);
        return entry is null
            ? WordReply.Refused(texts, refusal!)
            : new WordReply.Says(texts.Say("conduct.recorded", ("line", ConductCard.Line(texts, entry)), ("name", found!.Name), ("number", $"{entry.Number}")));
    }

    /// <summary>The last word is the result.</summary>
    private (string Reference, ConductKind? Kind) Result(string tail)
    {
        var place = tail.LastIndexOf(' ');
        var (reference, result) = place < 0 ? ("", tail) : (tail[..place].Trim(), tail[(place + 1)..].Trim());
        return texts.Say("conduct.failed").Split('|').Contains(result) ? (reference, ConductKind.FailedSampling)
            : texts.Say("conduct.passed").Split('|').Contains(result) ? (reference, ConductKind.PassedSampling)
            : (reference, null);
    }
}

/// <summary>处罚抽检 编号: what is on file of a holder, with the numbers by which an entry is made void. The look is written down.</summary>
public sealed class ConductWord(ITexts texts, ConductDesk desk) : IWord
{
    public string Name => "conduct";
    public Ability Needs => Ability.DecideHonours;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (argument.Length == 0)
        {
            return new WordReply.Says(texts.Say("conduct.how"));
        }

        return await desk.OfAsync(caller.Person!, argument, stop) is not var (holder, entries) ? WordReply.Refused(texts, new Refusal("holder-unknown", ("number", argument)))
            : entries.Count == 0 ? new WordReply.Says(texts.Say("conduct.none", ("name", holder.Name)))
            : new WordReply.Says(string.Join('\n', entries.Select(entry => ConductCard.Line(texts, entry)).Prepend(texts.Say("conduct.head", ("name", holder.Name), ("licence", holder.Licence))).Append(texts.Say("conduct.void-how", ("number", $"{(entries.FirstOrDefault(entry => entry.VoidedAt is null) ?? entries[0]).Number}")))));
    }
}

/// <summary>撤销处罚抽检 N 理由: an entry counts no more; it stays to be read.</summary>
public sealed class VoidConductWord(ITexts texts, ConductDesk desk) : IWord
{
    private const int MinReason = 2, MaxReason = 300;

    public string Name => "void-conduct";
    public Ability Needs => Ability.DecideHonours;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (reason.Length is < MinReason or > MaxReason)
        {
            return WordReply.Refused(texts, reason.Length > MaxReason
                ? new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}"))
                : new Refusal("reason-missing", ("example", texts.Say("conduct.example-void"))));
        }

        var (entry, problem) = await desk.VoidAsync(caller.Person!, number, reason, stop);
        return entry is null ? WordReply.Refused(texts, problem!) : new WordReply.Says(texts.Say("conduct.voided", ("line", ConductCard.Line(texts, entry))));
    }
}

internal static class ConductCard
{
    public static string Line(ITexts texts, ConductEntry entry) => texts.Say(entry.VoidedAt is null ? "conduct.line" : "conduct.line-void",
        ("number", $"{entry.Number}"),
        ("day", Dates.Day(entry.Evidence.Day)),
        ("kind", texts.Say($"conduct-kind.{entry.Kind.ToString().ToLowerInvariant()}")),
        ("reference", entry.Evidence.Reference),
        ("by", entry.By),
        ("voider", entry.VoidedBy ?? ""),
        ("reason", entry.VoidReason ?? ""));
}
