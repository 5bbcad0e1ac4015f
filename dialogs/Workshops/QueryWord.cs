using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Workshops;

/// <summary>
/// 查: one hit gives the status card, several a numbered list, none the nearest names. Only the caller's districts; every look is written
/// down; so often an hour at most.
/// </summary>
public sealed class QueryWord(ITexts texts, IWorkshops workshops, StatusCard card, IAudit audit, IAttempts attempts, TimeProvider time) : IWord
{
    /// <summary>Look-ups an hour and person: far above a day's work, far below copying the register.</summary>
    public const int MostAnHour = 120;

    private const int MostHits = 9;

    public string Name => "query";
    public Ability Needs => Ability.QueryWorkshops;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var asking = caller.Person!;
        if (argument.Length < 2)
        {
            return WordReply.Refused(texts, new Refusal("term-too-short"));
        }

        var now = time.GetUtcNow();
        var key = $"query:{asking.Id}";
        if (await attempts.CountAsync(key, now.AddHours(-1), stop) >= MostAnHour)
        {
            return WordReply.Refused(texts, new Refusal("too-often", ("minutes", "60")));
        }

        await attempts.RecordAsync(key, now, stop);
        var districts = asking.DistrictsOrCity();
        var hits = await workshops.SearchAsync(argument, districts, MostHits + 1, stop);
        await audit.WriteAsync(time, asking, "workshop-searched", $"{hits.Count} hits", argument, stop);
        return hits switch
        {
            [] => await NoneAsync(argument, districts, stop),
            [var only] => await CardAsync(asking, only.Id, stop),
            [var first, ..] when first.Number == argument => await CardAsync(asking, first.Id, stop),
            _ => List(texts.Say(hits.Count > MostHits ? "query.many" : "query.several", ("count", $"{Math.Min(hits.Count, MostHits)}")), hits.Take(MostHits)),
        };
    }

    private async Task<WordReply> NoneAsync(string term, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        var near = await workshops.NearAsync(term, districts, 3, stop);
        return near.Count == 0 ? new WordReply.Says(texts.Say("query.none", ("term", term))) : List(texts.Say("query.near", ("term", term)), near);
    }

    private async Task<WordReply> CardAsync(Person asking, Guid id, CancellationToken stop)
    {
        var workshop = await workshops.FindAsync(id, stop) ?? throw new InvalidOperationException("A search hit has no workshop.");
        await audit.WriteAsync(time, asking, "workshop-viewed", $"workshop {workshop.Number}", null, stop);
        return new WordReply.Says(await card.OfAsync(workshop, stop)) { IsCard = true };
    }

    private WordReply.Says List(string head, IEnumerable<WorkshopLine> lines)
        => new(head)
        {
            Offers = [.. lines.Select(line => new Offer(texts.Say("query.line", ("name", line.Name), ("address", line.Address), ("number", line.Number)), $"{WordBook.Spellings(texts, Name)[0]} {line.Number}"))],
        };
}
