using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>自查: starts or takes up a self-check; 自查 关键项 says at once how much of it.</summary>
public sealed class SelfCheckWord(ITexts texts, RegulationBook regulations, TimeProvider time) : IWord
{
    private static readonly string[] Scopes = ["whole", "critical", "chapter", "last-faults"];

    public string Name => "self-check";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || ScopeOf(argument) is not null;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Task.FromResult<WordReply>(new WordReply.Opens(SelfCheckDialog.Name, "")
        {
            Pins = { [SelfCheckDialog.RevisionInput] = SelfCheckDialog.PinOf(regulations.On(ChinaTime.Today(time)).SelfCheck) },
            Answers = ScopeOf(argument) is { } scope ? new() { [SelfCheckDialog.ScopeKey] = scope } : [],
            TakesUpDraft = true,
        });

    private string? ScopeOf(string argument)
        => ChoiceReading.Find([.. Scopes.Select(scope => OptionTexts.One(texts, "self-check.scope", scope, ("count", "")))], argument)?.Id;
}

/// <summary>自查记录: the owner's earlier results; with a number, that one in full.</summary>
public sealed class CheckRecordsWord(ITexts texts, IWorkshops workshops, ICheckResults results, CheckCard card) : IWord
{
    private const int MostListed = 9;

    public string Name => "check-records";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var owned = await workshops.OwnedByAsync(caller.Person!.Id, stop);
        if (Arguments.NumberAndRest(argument) is var (number, _))
        {
            return await results.FindByNumberAsync(number, stop) is { } result && owned.FirstOrDefault(workshop => workshop.Id == result.WorkshopId) is { } checkedOne
                ? new WordReply.Says(card.Of(result, checkedOne.Name)) { Offers = [new Offer(texts.Say("self-check.print"), $"{WordBook.Spellings(texts, "check-print")[0]} {number}"), new Offer(texts.Say("self-check.trend-offer"), WordBook.Spellings(texts, "check-trend")[0])] }
                : WordReply.Refused(texts, new Refusal("check-unknown"));
        }

        var all = new List<CheckResult>();
        foreach (var workshop in owned)
        {
            all.AddRange(await results.OfAsync(workshop.Id, MostListed, stop));
        }

        var newest = all.OrderByDescending(result => result.FinishedAt).Take(MostListed).ToList();
        return newest.Count == 0
            ? new WordReply.Says(texts.Say("self-check.no-records"))
            : new WordReply.Says(texts.Say("self-check.records")) { Offers = [.. newest.Select(result => new Offer(card.Line(result), $"{WordBook.Spellings(texts, Name)[0]} {result.Number}"))] };
    }
}
