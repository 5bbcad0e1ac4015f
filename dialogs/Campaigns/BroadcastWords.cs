using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>群发: writes a new campaign.</summary>
public sealed class BroadcastWord(ITexts texts) : IWord
{
    public string Name => "broadcast";
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => false;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Task.FromResult<WordReply>(new WordReply.Opens(BroadcastDialog.Name, texts.Say("broadcast.welcome")) { TakesUpDraft = true });
}

/// <summary>群发列表: the newest campaigns of the officer's districts.</summary>
public sealed class BroadcastListWord(ITexts texts, ICampaigns campaigns, CampaignCard card) : IWord
{
    private const int Most = 9, MostLookedAt = 50;

    public string Name => "broadcast-list";
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var own = (await campaigns.RecentAsync(MostLookedAt, stop)).Where(campaign => campaign.Content.Audience.IsCoveredBy(caller.Person!)).Take(Most).ToList();
        return own.Count == 0
            ? new WordReply.Says(texts.Say("campaign.none"))
            : new WordReply.Says(texts.Say("campaign.list"))
            {
                Offers = [.. own.Select(campaign => new Offer(card.Line(campaign), $"{WordBook.Spellings(texts, "broadcast-show")[0]} {campaign.Number}"))],
            };
    }
}

/// <summary>群发修改 N: the same questions again, with their answers; approved or not, it then needs a new approval.</summary>
public sealed class BroadcastChangeWord(ITexts texts, CampaignDesk desk, BroadcastAnswers answers) : IWord
{
    public string Name => "broadcast-change";
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

        return campaign.AuthorId != caller.Person!.Id ? WordReply.Refused(texts, new Refusal("campaign-not-yours"))
            : campaign.State is not (CampaignState.Draft or CampaignState.Submitted or CampaignState.Approved) ? WordReply.Refused(texts, new Refusal("campaign-begun"))
            : new WordReply.Opens(BroadcastDialog.Name, texts.Say("broadcast.change", ("number", $"{number}")))
            {
                Input = { [BroadcastDialog.NumberInput] = number.ToString(CultureInfo.InvariantCulture) },
                Answers = answers.Of(campaign.Content),
            };
    }
}

/// <summary>A campaign's content as the answers of <see cref="BroadcastDialog"/>.</summary>
public sealed class BroadcastAnswers(RegulationBook regulations, TimeProvider time)
{
    public Dictionary<string, string> Of(CampaignContent content)
    {
        var rules = regulations.On(ChinaTime.Today(time));
        var audience = content.Audience;
        return new Dictionary<string, string>
        {
            ["purpose"] = content.Purpose,
            ["to"] = audience.Role == Role.Owner ? "owners" : "inspectors",
            ["text"] = content.Text,
            ["districts"] = List(audience.IsWholeCity ? [] : audience.Districts.Select(rules.Districts.NameOf)),
            ["products"] = List(audience.Products.Select(mark => ProductMarks.NameOf(mark, rules.FoodKinds))),
            ["status"] = audience.Production is [var only] ? only == ProductionState.Producing ? "producing" : "suspended" : "any",
            ["when"] = content.SendAt is { } at ? ChinaTime.In(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "now",
        };
    }

    private static string List(IEnumerable<string> items) => System.Text.Json.JsonSerializer.Serialize(items);
}

/// <summary>群发测试 N: to oneself only.</summary>
public sealed class BroadcastTestWord(ITexts texts, CampaignDesk desk) : IWord
{
    public string Name => "broadcast-test";
    public Ability Needs => Ability.Broadcast;
    public bool TakesArgument => true;

    public bool Takes(string argument) => Numbers.IsOne(argument);

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbers.Read(texts, Name, argument);
        refusal ??= await desk.TestAsync(caller.Person!, number, stop);
        return refusal is not null ? WordReply.Refused(texts, refusal) : new WordReply.Says(texts.Say("campaign.tested", ("number", $"{number}")));
    }
}

/// <summary>Reads the number that must follow a word of campaigns.</summary>
internal static class Numbers
{
    /// <summary>A number, or nothing yet: any other text only begins like the word.</summary>
    public static bool IsOne(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public static (int Number, Refusal? Refusal) Read(ITexts texts, string word, string argument)
        => Arguments.NumberAndRest(argument) is var (number, _)
            ? (number, null)
            : (0, new Refusal("number-missing", ("example", $"{WordBook.Spellings(texts, word)[0]} 3")));
}
