using System.Globalization;
using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.Documents;
using BotAssistant.FiveS;
using BotAssistant.People;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>5S名单: what has been published, the newest first, and where the public list stands.</summary>
public sealed class FiveSListWord(ITexts texts, IFiveSProjects projects, FiveSCard card, PublicSite site, IAudit audit, TimeProvider time) : IWord
{
    private const int Most = 15;

    public string Name => "five-s-list";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var staff = caller.Person!;
        var (published, total) = await projects.PublishedAsync(staff.DistrictsOrCity(), 0, Most, stop);
        await audit.WriteAsync(time, staff, "five-s-listed", "five-s", $"{published.Count} published", stop);
        if (total == 0)
        {
            return new WordReply.Says(texts.Say("five-s.none-published"));
        }

        string[] lines =
        [
            texts.Say(total > Most ? "five-s.published-many" : "five-s.published", ("total", $"{total}"), ("most", $"{Most}")),
            .. published.Select(project => texts.Say("five-s.published-line", ("name", project.Holder.Name), ("district", card.DistrictOf(project)), ("day", Dates.Day(project.PublishedOn!.Value)))),
            .. site.FiveS is { } address ? [texts.Say("five-s.public", ("address", address.ToString()))] : Array.Empty<string>(),
        ];
        return new WordReply.Says(string.Join('\n', lines));
    }
}

/// <summary>5S公布: what the city could publish now; with numbers (5S公布 3 5) or 全部, does it.</summary>
public sealed class FiveSPublishWord(ITexts texts, FiveSDesk desk, IFiveSProjects projects, FiveSCard card) : IWord
{
    /// <summary>A turn publishes so many at most; the plan's whole first year is 75.</summary>
    private const int MostAtOnce = 100;

    private const int MostShown = 15;

    public string Name => "five-s-publish";
    public Ability Needs => Ability.RunFiveS;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || argument == All || Numbers(argument) is not null;

    private string All => texts.Say("five-s.all");

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (!caller.Person!.IsOfWholeCity)
        {
            return WordReply.Refused(texts, new Refusal("five-s-city-only"));
        }

        var (waiting, total) = await projects.InAsync([FiveSState.Accepted, FiveSState.Checked], null, MostAtOnce, stop);
        return argument.Length == 0
            ? Show(waiting, total)
            : await PublishAsync(caller.Person!, argument == All ? [.. waiting.Select(project => project.Number)] : Numbers(argument)!, stop);
    }

    private WordReply.Says Show(IReadOnlyList<FiveSProject> waiting, int total)
        => total == 0
            ? new WordReply.Says(texts.Say("five-s.nothing-to-publish"))
            : new WordReply.Says(string.Join('\n', waiting.Take(MostShown).Select(card.Line).Prepend(texts.Say("five-s.to-publish", ("total", $"{total}"), ("most", $"{Math.Min(total, MostShown)}")))))
            {
                Offers = [new Offer(texts.Say("five-s.publish-all", ("count", $"{waiting.Count}")), $"{WordBook.Spellings(texts, Name)[0]} {All}")],
            };

    private async Task<WordReply> PublishAsync(Person officer, IReadOnlyList<int> numbers, CancellationToken stop)
    {
        var published = 0;
        foreach (var number in numbers)
        {
            var (project, refusal) = await desk.PublishAsync(officer, number, stop);
            if (project is null)
            {
                // Whoever names one that cannot be published is told which; those before it are published.
                return published == 0
                    ? WordReply.Refused(texts, refusal!)
                    : new WordReply.Says($"{texts.Say("five-s.published-now", ("count", $"{published}"))}\n{texts.Say($"refused.{refusal!.Code}", refusal.Values)}");
            }

            published++;
        }

        return new WordReply.Says(texts.Say("five-s.published-now", ("count", $"{published}")));
    }

    private static List<int>? Numbers(string argument)
    {
        var parts = argument.Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new List<int>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part.TrimEnd('号'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers.Count is > 0 and <= MostAtOnce ? [.. numbers.Distinct()] : null;
    }
}
