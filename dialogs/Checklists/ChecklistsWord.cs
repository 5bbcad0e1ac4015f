using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>清单: of the self-check list and each score sheet, which revision holds, since when and by whom, and which ones are coming.</summary>
public sealed class ChecklistsWord(ITexts texts, RegulationBook regulations, IChecklistRevisions published, TimeProvider time) : IWord
{
    public string Name => "checklists";
    public Ability Needs => Ability.ReviewFilings;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var lists = new List<string>();
        foreach (var shelf in regulations.Shelves)
        {
            lists.Add(await OfAsync(shelf, stop));
        }

        return new WordReply.Says(string.Join("\n\n", lists.Append(texts.Say("checklists.how"))));
    }

    private async Task<string> OfAsync(ChecklistShelf shelf, CancellationToken stop)
    {
        var today = ChinaTime.Today(time);
        var held = shelf.Revisions.On(today);
        var own = (await published.OfAsync(held.Id, stop)).Where(revision => revision.WithdrawnAt is null).ToDictionary(revision => revision.List.From);
        string[] lines =
        [
            texts.Say("checklists.name", ("name", held.Name), ("id", held.Id)),
            Line("checklists.holds", held, own),
            .. own.Values.Where(revision => revision.List.From > today).Select(revision => Line("checklists.coming", revision.List, own)),
        ];
        return string.Join('\n', lines);
    }

    private string Line(string key, Checklist list, Dictionary<DateOnly, PublishedChecklist> own) => texts.Say(
        key,
        ("from", Dates.Day(list.From)),
        ("items", $"{list.Items.Count()}"),
        ("critical", $"{list.Items.Count(item => item.Critical)}"),
        ("origin", own.GetValueOrDefault(list.From) is { } revision
            ? texts.Say("checklists.imported", ("by", revision.By), ("day", Dates.Day(revision.PublishedAt)))
            : texts.Say("checklists.shipped")));
}
