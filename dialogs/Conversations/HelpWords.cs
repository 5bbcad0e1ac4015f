using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Conversations;

/// <summary>人工: puts the person in the officers' queue and says how else to reach the bureau. Asking twice is one request.</summary>
public sealed class HumanWord(ITexts texts, IHelpRequests requests, IWorkshops workshops, BureauContact bureau, TimeProvider time) : IWord
{
    public string Name => "human";
    public Ability Needs => Ability.AskForHelp;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var request = await requests.OpenOfAsync(caller.Address.ToString(), stop);
        if (request is null)
        {
            var now = time.GetUtcNow();
            var district = caller.Person is { Role: Role.Owner } owner && await workshops.OwnedByAsync(owner.Id, stop) is [var first, ..] ? first.District : null;
            var where = argument.Length == 0 ? texts.Say("human.no-question") : argument[..Math.Min(argument.Length, 200)];
            request = HelpRequest.Ask(await requests.NextNumberAsync(stop), caller.Address.ToString(), district, where, now);
            await requests.AddAsync(request, stop);
        }

        var phone = bureau.Phone.Length == 0 ? texts.Say("human.no-phone") : texts.Say("human.phone", ("phone", bureau.Phone), ("hours", bureau.Hours));
        return new WordReply.Says(texts.Say("human.noted", ("number", $"{request.Number}"), ("phone", phone)));
    }
}

/// <summary>回复 N 文字: an officer answers somebody who asked for help.</summary>
public sealed class AnswerWord(ITexts texts, IHelpRequests requests, INotices notices, TimeProvider time) : IWord
{
    private const int MaxAnswer = 500;

    public string Name => "answer";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, text) || text.Length is 0 or > MaxAnswer)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("human.example-answer"))));
        }

        var request = await requests.FindByNumberAsync(number, stop);
        if (request is null || request.AnsweredAt is not null || (request.District is { } district && !caller.Person!.Covers(district)))
        {
            return WordReply.Refused(texts, new Refusal("help-unknown"));
        }

        await requests.SaveAsync(request with { AnsweredAt = time.GetUtcNow() }, stop);
        await notices.TellAsync(ChatAddress.Parse(request.Address), "notice.answer", [("text", text)], stop);
        return new WordReply.Says(texts.Say("human.answered", ("number", $"{number}")));
    }
}
