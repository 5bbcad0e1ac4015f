using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>群发提交, 群发暂停, 群发继续, 群发停止 N: words that move a campaign and say so (<c>campaign.{name}</c>).</summary>
public sealed class CampaignMoveWord(string name, ITexts texts, Func<Person, int, CancellationToken, Task<(Campaign? Campaign, Refusal? Refusal)>> move) : IWord
{
    public string Name => name;
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => true;

    public bool Takes(string argument) => Numbers.IsOne(argument);

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbers.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var (campaign, problem) = await move(caller.Person!, number, stop);
        return campaign is null ? WordReply.Refused(texts, problem!) : new WordReply.Says(texts.Say($"campaign.{name}", ("number", $"{number}")));
    }
}

/// <summary>
/// 群发批准 N: shows all that would be sent, to how many, and its code; 群发批准 N 校验码 agrees to exactly that. A code that is not the present
/// content's shows the new one.
/// </summary>
public sealed class CampaignApproveWord(ITexts texts, CampaignDesk desk, CampaignCard card) : IWord
{
    public string Name => "broadcast-approve";
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => true;

    public bool Takes(string argument) => Numbers.IsOne(argument);

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbers.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var digest = Arguments.NumberAndRest(argument)!.Value.Tail.ToLowerInvariant();
        if (digest.Length == 0)
        {
            return await ShowAsync(caller.Person!, number, stop);
        }

        var (campaign, problem) = await desk.ApproveAsync(caller.Person!, number, digest, stop);
        return campaign is null ? WordReply.Refused(texts, problem!) : new WordReply.Says(card.Approved(campaign));
    }

    private async Task<WordReply> ShowAsync(Person officer, int number, CancellationToken stop)
    {
        if (await desk.FindAsync(officer, number, stop) is not { } campaign)
        {
            return WordReply.Refused(texts, new Refusal("campaign-unknown"));
        }

        if (campaign.State != CampaignState.Submitted || campaign.AuthorId == officer.Id)
        {
            return WordReply.Refused(texts, new Refusal(campaign.State != CampaignState.Submitted ? "campaign-not-submitted" : "campaign-own"));
        }

        var forecast = await desk.ForecastAsync(campaign.Content, stop);
        return new WordReply.Says($"{card.Of(campaign)}\n{card.Of(forecast)}\n{texts.Say("campaign.decide", ("number", $"{number}"))}")
        {
            Offers = [new Offer(texts.Say("campaign.agree"), $"{WordBook.Spellings(texts, Name)[0]} {number} {campaign.Content.Digest()}")],
        };
    }
}

/// <summary>群发退回 N 理由.</summary>
public sealed class CampaignReturnWord(ITexts texts, CampaignDesk desk) : IWord
{
    private const int MaxReason = 300;

    public string Name => "broadcast-return";
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => true;

    public bool Takes(string argument) => Numbers.IsOne(argument);

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbers.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (reason.Length is < 2 or > MaxReason)
        {
            return WordReply.Refused(texts, reason.Length > MaxReason
                ? new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}"))
                : new Refusal("reason-missing", ("example", texts.Say("campaign.example-return"))));
        }

        var (campaign, problem) = await desk.ReturnAsync(caller.Person!, number, reason, stop);
        return campaign is null ? WordReply.Refused(texts, problem!) : new WordReply.Says(texts.Say("campaign.returned", ("number", $"{number}")));
    }
}

/// <summary>看群发, 群发进度, 群发结果 N.</summary>
public sealed class CampaignReportWord(string name, ITexts texts, CampaignDesk desk, ICampaignRecipients recipients, CampaignCard card) : IWord
{
    public const string Show = "broadcast-show", Progress = "broadcast-progress", Result = "broadcast-result";

    public string Name => name;
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => true;

    public bool Takes(string argument) => Numbers.IsOne(argument);

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbers.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (await desk.FindAsync(caller.Person!, number, stop) is not { } campaign)
        {
            return WordReply.Refused(texts, new Refusal("campaign-unknown"));
        }

        return new WordReply.Says(name switch
        {
            Show => $"{card.Of(campaign)}\n{card.Steps(campaign)}",
            Progress => card.Progress(campaign, await recipients.TallyAsync(campaign, stop)),
            _ => card.Result(campaign, await recipients.TallyAsync(campaign, stop)),
        })
        {
            IsCard = name == Show,
        };
    }
}
