using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Filings;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Filings;

/// <summary>待办: what waits for the officer: filings and people who asked for help.</summary>
public sealed class QueueWord(ITexts texts, IFilings filings, IHelpRequests helpRequests) : IWord
{
    private const int Most = 9;

    public string Name => "queue";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var districts = caller.Person!.DistrictsOrCity();
        var (page, total) = await filings.SubmittedAsync(districts, Most, stop);
        var help = await helpRequests.OpenAsync(districts, Most, stop);
        if (total == 0 && help.Count == 0)
        {
            return new WordReply.Says(texts.Say("queue.empty"));
        }

        var lines = help.Select(request => texts.Say("queue.help", ("number", $"{request.Number}"), ("where", request.Question), ("date", Dates.Day(request.AskedAt))));
        var text = string.Join('\n', [texts.Say("queue.head", ("total", $"{total}"), ("help", $"{help.Count}")), .. lines]);
        return new WordReply.Says(text) { Offers = [.. page.Select(filing => new Offer(Label(filing), $"{WordBook.Spellings(texts, "show")[0]} {filing.Number}"))] };
    }

    private string Label(Filing filing) => texts.Say("queue.filing",
        ("number", $"{filing.Number}"),
        ("workshop", filing.Particulars.WorkshopName),
        ("kind", texts.Say(filing.WorkshopId is null ? "queue.first" : "queue.change")),
        ("date", Dates.Day(filing.SubmittedAt)));
}

/// <summary>看 N: a filing as the officer must judge it. The look is written down.</summary>
public sealed class ShowWord(ITexts texts, IFilings filings, IAudit audit, FilingCard card, TimeProvider time) : IWord
{
    public string Name => "show";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var officer = caller.Person!;
        var (filing, refusal) = await Reviewed.FindAsync(filings, officer, argument, texts, Name, stop);
        if (filing is null)
        {
            return WordReply.Refused(texts, refusal!);
        }

        await audit.WriteAsync(time, officer, "filing-viewed", $"filing {filing.Number}", null, stop);
        return new WordReply.Says(card.Of(filing)) { IsCard = true };
    }
}

/// <summary>核准 N: registers.</summary>
public sealed class ApproveWord(ITexts texts, IFilings filings, FilingDesk desk) : IWord
{
    public string Name => "approve";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (filing, refusal) = await Reviewed.FindAsync(filings, caller.Person!, argument, texts, Name, stop);
        if (filing is null)
        {
            return WordReply.Refused(texts, refusal!);
        }

        var done = filing.WorkshopId is null ? "review.registered" : "review.changed";
        var (workshop, problem) = await desk.RegisterAsync(caller.Person!, filing, stop);
        return workshop is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say(done, ("filing", $"{filing.Number}"), ("workshop", workshop.Name), ("number", workshop.Number)));
    }
}

/// <summary>退回 N 理由: back to the owner, with what must be put right.</summary>
public sealed class ReturnWord(ITexts texts, IFilings filings, FilingDesk desk) : IWord
{
    private const int MaxReason = 300;

    public string Name => "return";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (filing, refusal) = await Reviewed.FindAsync(filings, caller.Person!, argument, texts, Name, stop);
        if (filing is null)
        {
            return WordReply.Refused(texts, refusal!);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (reason.Length is < 2 or > MaxReason)
        {
            return WordReply.Refused(texts, reason.Length > MaxReason
                ? new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}"))
                : new Refusal("reason-missing", ("example", texts.Say("review.example-return"))));
        }

        return await desk.ReturnAsync(caller.Person!, filing, reason, stop) is { } problem
            ? WordReply.Refused(texts, problem)
            : new WordReply.Says(texts.Say("review.returned", ("filing", $"{filing.Number}"), ("reason", reason)));
    }
}

/// <summary>注销 编号 理由: ends a registration.</summary>
public sealed class CancelRegistrationWord(ITexts texts, IWorkshops workshops, FilingDesk desk) : IWord
{
    public string Name => "cancel-registration";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, reason) = Arguments.FirstAndRest(argument);
        if (number.Length == 0 || reason.Length < 2)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("review.example-cancel"))));
        }

        if (await workshops.FindByNumberAsync(number, stop) is not { } workshop)
        {
            return WordReply.Refused(texts, new Refusal("workshop-unknown"));
        }

        return await desk.CancelAsync(caller.Person!, workshop, reason, stop) is { } refusal
            ? WordReply.Refused(texts, refusal)
            : new WordReply.Says(texts.Say("review.cancelled", ("number", number), ("workshop", workshop.Name)));
    }
}

/// <summary>Finds the filing an officer names, if it is theirs to see.</summary>
internal static class Reviewed
{
    public static async Task<(Filing? Filing, Refusal? Refusal)> FindAsync(IFilings filings, Person officer, string argument, ITexts texts, string word, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, _))
        {
            return (null, new Refusal("number-missing", ("example", $"{WordBook.Spellings(texts, word)[0]} 12")));
        }

        return await filings.FindByNumberAsync(number, stop) is { } filing && officer.Covers(filing.District)
            ? (filing, null)
            : (null, new Refusal("filing-unknown"));
    }

    /// <summary>Null = the whole city, as the ports have it.</summary>
    public static IReadOnlyList<string>? DistrictsOrCity(this Person person) => person.IsOfWholeCity ? null : person.Districts;
}
