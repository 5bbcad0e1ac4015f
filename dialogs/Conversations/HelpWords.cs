using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.Identifiers;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Conversations;

/// <summary>人工: puts the person in the queue of their district's staff and says how else to reach the bureau. Asking twice is one request.</summary>
public sealed class HumanWord(ITexts texts, HelpDesk desk, IWorkshops workshops, RegulationBook regulations, BureauContact bureau, TimeProvider time) : IWord
{
    private const int MaxQuestion = 200;

    public string Name => "human";
    public Ability Needs => Ability.AskForHelp;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var question = argument.Length == 0 ? null : argument[..Math.Min(argument.Length, MaxQuestion)];
        var owned = caller.Person is { Role: Role.Owner } owner && await workshops.OwnedByAsync(owner.Id, stop) is [var first, ..] ? first : null;
        var (request, onDuty, refusal) = await desk.AskAsync(caller, owned?.District ?? DistrictIn(argument), Who(caller.Person, owned), question, texts.Say("human.no-question"), stop);
        if (request is null)
        {
            return WordReply.Refused(texts, refusal!);
        }

        var phone = bureau.Phone.Length == 0 ? texts.Say("human.no-phone") : texts.Say("human.phone", ("phone", bureau.Phone), ("hours", bureau.Hours));
        var when = onDuty ? texts.Say("human.on-duty") : texts.Say("human.nobody-on-duty", ("hours", bureau.Hours));
        return new WordReply.Says(texts.Say("human.noted", ("number", $"{request.Number}"), ("when", when), ("phone", phone)));
    }

    private string Who(Person? person, Workshop? workshop) => person switch
    {
        null => texts.Say("human.who-unknown"),
        { Role: Role.Owner } when workshop is not null => texts.Say("human.who-owner", ("name", PersonName.Mask(person.Name)), ("workshop", workshop.Name)),
        { Role: Role.Owner } => PersonName.Mask(person.Name),
        _ => person.Name,
    };

    /// <summary>A person whose workshop is not registered yet may name the place: 人工 海曙 营业执照丢了.</summary>
    private string? DistrictIn(string argument)
        => regulations.On(ChinaTime.Today(time)).Districts.All.FirstOrDefault(district => district.Aliases.Append(district.Name).Any(name => argument.Contains(name, StringComparison.Ordinal)))?.Code;
}

/// <summary>求助: who waits in the caller's districts. 求助 N: one of them, with its history and notes.</summary>
public sealed class HelpRequestsWord(ITexts texts, HelpDesk desk, IHelpRequests requests, HelpCard card) : IWord
{
    private const int Most = 9;

    public string Name => "help-requests";
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is (_, "");

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is var (number, _))
        {
            return await desk.SeenAsync(caller.Person!, number, stop) is { } request
                ? new WordReply.Says(card.Of(request)) { IsCard = true }
                : WordReply.Refused(texts, new Refusal("help-unknown"));
        }

        var open = await requests.OpenAsync(caller.Person!.DistrictsOrCity(), Most, stop);
        return open.Count == 0
            ? new WordReply.Says(texts.Say("help-card.none"))
            : new WordReply.Says(texts.Say("help-card.head", ("count", $"{open.Count}")))
            {
                Offers = [.. open.Select(request => new Offer(card.Line(request), $"{WordBook.Spellings(texts, "take")[0]} {request.Number}"))],
            };
    }
}

/// <summary>值班, 下班: who on duty is called first.</summary>
public sealed class DutyWord(string name, bool begins, ITexts texts, IDuties duties, TimeProvider time) : IWord
{
    /// <summary>Whoever forgets to say 下班 is off duty after this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public string Name => name;
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (!begins)
        {
            return new WordReply.Says(texts.Say(await duties.EndAsync(caller.Person!.Id, stop) ? "duty.ended" : "duty.none"));
        }

        var until = time.GetUtcNow() + Longest;
        await duties.BeginAsync(caller.Person!.Id, until, stop);
        return new WordReply.Says(texts.Say("duty.began", ("until", $"{ChinaTime.In(until):HH:mm}")));
    }
}
