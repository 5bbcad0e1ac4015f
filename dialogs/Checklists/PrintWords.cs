using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Documents;
using BotAssistant.Dialogs.Words;
using BotAssistant.Documents;
using BotAssistant.Inspections;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>打印: the owner's last self-check as a PDF; with a number, that one.</summary>
public sealed class CheckPrintWord(
    ITexts texts, IWorkshops workshops, ICheckResults results, ICorrectiveActions actions, IDocuments documents, DocumentShelf shelf, RegulationBook regulations, BureauContact bureau, TimeProvider time) : IWord
{
    public string Name => "check-print";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var owned = await workshops.OwnedByAsync(caller.Person!.Id, stop);
        var number = Arguments.NumberAndRest(argument)?.Number;
        var result = number is { } named ? await results.FindByNumberAsync(named, stop) : await results.LatestAsync(owned, 1, stop) is [var last] ? last : null;
        if (result is null || owned.FirstOrDefault(workshop => workshop.Id == result.WorkshopId) is not { } workshop)
        {
            return number is null ? new WordReply.Says(texts.Say("self-check.no-records")) : WordReply.Refused(texts, new Refusal("check-unknown"));
        }

        if (documents.Problem is { } problem)
        {
            return WordReply.Refused(texts, problem);
        }

        var sheet = new CheckRecordSheet(
            result, regulations.SelfCheck.Begun(result.Revision), workshop, await actions.OfAsync(workshop.Id, stop), bureau.Name, ChinaTime.Today(time));
        return new WordReply.Says(texts.Say("self-check.printed", ("number", $"{result.Number}"), ("workshop", workshop.Name))) { Files = [await shelf.PutAsync(documents.CheckRecord(sheet), stop)] };
    }
}

/// <summary>走势图: how the scores of like checks went.</summary>
public sealed class CheckTrendWord(ITexts texts, IWorkshops workshops, ICheckResults results, IDocuments documents, DocumentShelf shelf, RegulationBook regulations) : IWord
{
    private const int MostPoints = 12, LookedAt = 60;

    public string Name => "check-trend";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || argument.All(c => char.IsAsciiDigit(c) || c == '-');

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var owned = (await workshops.OwnedByAsync(caller.Person!.Id, stop)).Where(workshop => argument.Length == 0 || workshop.Number == argument).ToList();
        if (documents.Problem is { } problem)
        {
            return WordReply.Refused(texts, problem);
        }

        if (owned.Count > 1)
        {
            return new WordReply.Says(texts.Say("self-check.trend-which"))
            {
                Offers = [.. owned.Select(workshop => new Offer(workshop.Name, $"{WordBook.Spellings(texts, Name)[0]} {workshop.Number}"))],
            };
        }

        var scored = owned.Count == 0 ? [] : (await results.OfAsync(owned[0].Id, LookedAt, stop)).Where(result => result.Score.Percent is not null).ToList();
        if (scored.Count == 0)
        {
            return new WordReply.Says(texts.Say("self-check.no-records"));
        }

        // A quick round says little about a whole one: the kind that was made most often, the newest of them where two are even.
        var like = scored.GroupBy(result => (result.Checklist, result.Scope, result.Chapter)).MaxBy(kind => kind.Count())!.Take(MostPoints).Reverse().ToList();
        var grades = regulations.SelfCheck.Begun(like[^1].Revision)?.Scoring.Grades ?? [];
        return new WordReply.Says(texts.Say(like.Count == 1 ? "self-check.trend-one" : "self-check.trend", ("workshop", owned[0].Name), ("count", $"{like.Count}")))
        {
            Files = [await shelf.PutAsync(documents.Trend(new TrendChart(like, grades, owned[0])), stop)],
        };
    }
}

internal static class LatestResults
{
    /// <summary>The newest results of several workshops together.</summary>
    public static async Task<IReadOnlyList<CheckResult>> LatestAsync(this ICheckResults results, IReadOnlyList<Workshop> owned, int most, CancellationToken stop)
    {
        var all = new List<CheckResult>();
        foreach (var workshop in owned)
        {
            all.AddRange(await results.OfAsync(workshop.Id, most, stop));
        }

        return [.. all.OrderByDescending(result => result.FinishedAt).Take(most)];
    }
}
