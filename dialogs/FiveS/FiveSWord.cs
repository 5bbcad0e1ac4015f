using BotAssistant.Auditing;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>5S: to an owner, where they stand and what to do next; to staff, their districts against the target and what waits. 5S N: one in full. Looks of staff are written down.</summary>
public sealed class FiveSWord(ITexts texts, FiveSDesk desk, IFiveSProjects projects, IScoredSheets sheets, IConduct conduct, FiveSCard card, RegulationBook regulations, IAudit audit, TimeProvider time) : IWord
{
    private const int Most = 9;

    public string Name => "five-s";
    public Ability Needs => Ability.SeeFiveS;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is (_, "");

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var person = caller.Person!;
        return Arguments.NumberAndRest(argument) is var (number, _) ? await ShowAsync(person, number, stop)
            : person.Role == Role.Owner ? await MineAsync(person, stop)
            : await BoardAsync(person, stop);
    }

    private async Task<WordReply> MineAsync(Person owner, CancellationToken stop)
    {
        var mine = await desk.OfAsync(owner, stop);
        if (mine.Count == 0)
        {
            return new WordReply.Says(texts.Say("five-s.not-chosen"));
        }

        var cards = new List<string>();
        foreach (var project in mine)
        {
            cards.Add(await card.ToOwnerAsync(project, stop));
        }

        return new WordReply.Says(string.Join("\n\n", cards))
        {
            Offers = [.. mine.Where(project => project.IsOpen).Take(Most).Select(project => new Offer(texts.Say("five-s.offer-self-rating", ("number", $"{project.Number}")), $"{WordBook.Spellings(texts, "five-s-self-rating")[0]} {project.Number}"))],
        };
    }

    private async Task<WordReply> ShowAsync(Person person, int number, CancellationToken stop)
    {
        if (await desk.SeenAsync(person, number, stop) is not { } project)
        {
            return WordReply.Refused(texts, new Refusal("five-s-unknown"));
        }

        if (person.Role == Role.Owner)
        {
            return new WordReply.Says(await card.ToOwnerAsync(project, stop)) { IsCard = true };
        }

        await audit.WriteAsync(time, person, "five-s-viewed", $"five-s {number}", project.Holder.Licence, stop);
        var sheet = project.LastSheet is { } id ? await sheets.FindAsync(id, stop) : null;
        var failed = await conduct.OfAsync(project.Holder.Licence, ConductKind.FailedSampling, stop);
        return new WordReply.Says($"{await card.OfAsync(project, sheet, failed, stop)}\n{card.Next(project, person)}".TrimEnd()) { IsCard = true };
    }

    private async Task<WordReply> BoardAsync(Person staff, CancellationToken stop)
    {
        var (districts, year) = (staff.DistrictsOrCity(), desk.Year);
        var counts = await projects.CountAsync(year, districts, stop);
        var holders = await projects.HoldersAsync(ChinaTime.Today(time), districts, stop);
        var target = desk.Rule.TargetOf(year);
        var places = districts ?? [.. regulations.On(ChinaTime.Today(time)).Districts.All.Select(district => district.Code)];
        string[] lines =
        [
            texts.Say("five-s.head", ("year", $"{year}"), ("due", Dates.Day(desk.Rule.RenovateBy(regulations.Plans.On(ChinaTime.Today(time)), year))), ("basis", desk.Rule.Basis)),
            .. districts is null ? [card.Board(null, counts, holders.Values.Sum(), target)] : Array.Empty<string>(),
            .. places.Select(place => card.Board(place, [.. counts.Where(count => count.District == place)], holders.GetValueOrDefault(place), target)),
        ];
        var (waiting, total) = await WaitingAsync(staff, districts, stop);
        await audit.WriteAsync(time, staff, "five-s-listed", "five-s", $"{waiting.Count}", stop);
        return new WordReply.Says(string.Join('\n', lines.Append(texts.Say(total == 0 ? "five-s.none-open" : "five-s.waiting", ("total", $"{total}")))))
        {
            Offers = [.. waiting.Select(project => new Offer(card.Line(project), $"{WordBook.Spellings(texts, Name)[0]} {project.Number}"))],
        };
    }

    /// <summary>What waits for the caller first, then what is with owners.</summary>
    private async Task<(IReadOnlyList<FiveSProject> Page, int Total)> WaitingAsync(Person staff, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        FiveSState[] first = staff.IsOfWholeCity ? [FiveSState.Accepted, FiveSState.Checked, FiveSState.SelfRated] : [FiveSState.SelfRated];
        var (now, waiting) = await projects.InAsync(first, districts, Most, stop);
        var (later, owners) = await projects.InAsync([FiveSState.Renovating, FiveSState.Returned], districts, Most, stop);
        return ([.. now.Concat(later).Take(Most)], waiting + owners);
    }
}
