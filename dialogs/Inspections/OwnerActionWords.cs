using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Inspections;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Inspections;

/// <summary>我的整改: what the owner still has to put right, and what waits for the inspector.</summary>
public sealed class MyActionsWord(ITexts texts, IWorkshops workshops, ICorrectiveActions actions, ActionCard card) : IWord
{
    private const int Most = 9;

    public string Name => "my-actions";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var open = new List<CorrectiveAction>();
        foreach (var workshop in await workshops.OwnedByAsync(caller.Person!.Id, stop))
        {
            open.AddRange(await actions.OpenAsync(workshop.Id, stop));
        }

        var (mine, reported) = (open.Where(action => action.WaitsForOwner).ToList(), open.Where(action => !action.WaitsForOwner).ToList());
        if (open.Count == 0)
        {
            return new WordReply.Says(texts.Say("action.none"));
        }

        string[] lines =
        [
            .. reported.Select(card.Line),
            mine.Count == 0 ? texts.Say("action.none-left") : texts.Say(mine.Count > Most ? "action.mine-many" : "action.mine", ("count", $"{mine.Count}"), ("most", $"{Most}")),
        ];
        return new WordReply.Says(string.Join('\n', lines))
        {
            Offers = [.. mine.Take(Most).Select(action => new Offer(card.Line(action), $"{WordBook.Spellings(texts, "put-right")[0]} {action.Number}"))],
        };
    }
}

/// <summary>整改 N: the owner reports one as put right; without a number, the list of them.</summary>
public sealed class PutRightWord(ITexts texts, ActionDesk desk, MyActionsWord list) : IWord
{
    private const int MaxNote = 200;

    public string Name => "put-right";
    public Ability Needs => Ability.CheckOwnWorkshops;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, note))
        {
            return await list.RunAsync(caller, "", stop);
        }

        if (await desk.OwnAsync(caller.Person!, number, stop) is not var (action, _))
        {
            return WordReply.Refused(texts, new Refusal("action-unknown"));
        }

        if (!action.WaitsForOwner)
        {
            return WordReply.Refused(texts, new Refusal(action.IsOpen ? "action-reported" : "action-closed"));
        }

        var opens = new WordReply.Opens(PutRightDialog.Name, "")
        {
            Input = { [PutRightDialog.NumberInput] = $"{number}", [PutRightDialog.TextInput] = $"{action.Origin.ItemId} {action.Origin.Text}" },
        };
        if (note.Length is >= 2 and <= MaxNote)
        {
            opens.Input[PutRightDialog.NoteInput] = note;
        }

        return opens;
    }
}
