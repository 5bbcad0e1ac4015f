using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.FiveS;
using BotAssistant.Inspections;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Inspections;

/// <summary>待验收: what owners of the caller's districts report as put right, and what is overdue. The look is written down. 5S has numbers of its own, so its list is another (5S).</summary>
public sealed class ToVerifyWord(ITexts texts, ICorrectiveActions actions, IFiveSProjects fiveS, ActionCard card, IAudit audit, TimeProvider time) : IWord
{
    private const int Most = 9, MostOverdue = 5;

    public string Name => "to-verify";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var inspector = caller.Person!;
        var districts = inspector.DistrictsOrCity();
        var (reported, total) = await actions.ReportedAsync(districts, Most, stop);
        var (overdue, late) = await actions.OverdueAsync(districts, ChinaTime.Today(time), MostOverdue, stop);
        await audit.WriteAsync(time, inspector, "actions-listed", "actions", $"{reported.Count} reported, {overdue.Count} overdue", stop);
        var (_, rated) = await fiveS.InAsync([FiveSState.SelfRated], districts, 1, stop);
        if (total == 0 && late == 0 && rated == 0)
        {
            return new WordReply.Says(texts.Say("action.nothing-to-verify"));
        }

        string[] lines =
        [
            .. late == 0 ? Array.Empty<string>() : [texts.Say("action.overdue", ("total", $"{late}"), ("most", $"{overdue.Count}")), .. overdue.Select(card.Line)],
            .. rated == 0 ? Array.Empty<string>() : [texts.Say("action.five-s-rated", ("total", $"{rated}"))],
            total == 0 ? texts.Say("action.none-reported") : texts.Say("action.to-verify", ("total", $"{total}")),
        ];
        return new WordReply.Says(string.Join('\n', lines))
        {
            Offers = [.. reported.Select(line => new Offer(card.Line(line), $"{WordBook.Spellings(texts, "show-action")[0]} {line.Action.Number}"))],
        };
    }
}

/// <summary>看整改 N: one with all its steps. The look is written down.</summary>
public sealed class ShowActionWord(ITexts texts, ActionDesk desk, ActionCard card, IAudit audit, TimeProvider time) : IWord
{
    public string Name => "show-action";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (await desk.SupervisedAsync(caller.Person!, number, stop) is not var (action, workshop))
        {
            return WordReply.Refused(texts, new Refusal("action-unknown"));
        }

        await audit.WriteAsync(time, caller.Person!, "action-viewed", $"action {number}", workshop.Number, stop);
        var next = action.State == ActionState.Reported ? texts.Say("action.decide", ("number", $"{number}")) : "";
        var photos = action.Steps.Any(step => step.Photos.Count > 0) ? texts.Say("photos.hint", ("number", $"{number}")) : "";
        return new WordReply.Says(string.Join('\n', new[] { card.Of(action, workshop.Name), photos, next }.Where(line => line.Length > 0))) { IsCard = true };
    }
}

/// <summary>验收 N: the inspector is satisfied.</summary>
public sealed class VerifyActionWord(ITexts texts, ActionDesk desk) : IWord
{
    public string Name => "verify-action";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var (action, problem) = await desk.VerifyAsync(caller.Person!, number, stop);
        return action is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say("action.verified", ("number", $"{number}"), ("text", action.Origin.Text)));
    }
}

/// <summary>退回整改 N 理由: not yet good.</summary>
public sealed class ReturnActionWord(ITexts texts, ActionDesk desk) : IWord
{
    private const int MaxReason = 300;

    public string Name => "return-action";
    public Ability Needs => Ability.FollowUpActions;
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
            return WordReply.Refused(texts, reason.Length > MaxReason
                ? new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}"))
                : new Refusal("reason-missing", ("example", texts.Say("action.example-return"))));
        }

        var (action, problem) = await desk.ReturnAsync(caller.Person!, number, reason, stop);
        return action is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say("action.returned", ("number", $"{number}"), ("reason", reason), ("due", Dates.Day(action.DueOn))));
    }
}

/// <summary>Reads the number that must follow a word.</summary>
internal static class Numbered
{
    public static (int Number, Refusal? Refusal) Read(ITexts texts, string word, string argument)
        => Arguments.NumberAndRest(argument) is var (number, _)
            ? (number, null)
            : (0, new Refusal("number-missing", ("example", $"{WordBook.Spellings(texts, word)[0]} 12")));
}
