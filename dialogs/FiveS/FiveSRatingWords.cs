using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Words;
using BotAssistant.FiveS;
using BotAssistant.People;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>5S自评 N, 5S打分 N: goes through the sheet, by the owner or by the district. An owner of one open project need not give the number.</summary>
public sealed class FiveSRatingWord(string name, string dialog, Ability needs, ITexts texts, FiveSDesk desk, FiveSCard card) : IWord
{
    public string Name => name;
    public Ability Needs => needs;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var person = caller.Person!;
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null && person.Role == Role.Owner && (await desk.OfAsync(person, stop)).Where(project => project.IsOpen).ToList() is [var only])
        {
            (number, refusal) = (only.Number, null);
        }

        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (await desk.SeenAsync(person, number, stop) is not { } project)
        {
            return WordReply.Refused(texts, new Refusal("five-s-unknown"));
        }

        return project.IsOpen
            ? ScoreSheetDialog.Open(texts, dialog, number, desk.Sheet, texts.Say("five-s.score-what", ("line", card.Line(project))))
            : WordReply.Refused(texts, new Refusal("five-s-closed"));
    }
}

/// <summary>辅导 N 内容: writes down a visit.</summary>
public sealed class FiveSVisitWord(ITexts texts, FiveSDesk desk) : IWord
{
    public string Name => "five-s-visit";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (await desk.SeenAsync(caller.Person!, number, stop) is not { } project)
        {
            return WordReply.Refused(texts, new Refusal("five-s-unknown"));
        }

        if (!project.IsOpen)
        {
            return WordReply.Refused(texts, new Refusal("five-s-closed"));
        }

        var note = Arguments.NumberAndRest(argument)!.Value.Tail;
        return new WordReply.Opens(VisitDialog.Name, "")
        {
            Input = { [VisitDialog.NumberInput] = $"{number}", [VisitDialog.HolderInput] = project.Holder.Name },
            Answers = note.Length is >= VisitDialog.MinNote and <= VisitDialog.MaxNote ? new() { [VisitDialog.NoteKey] = note } : [],
        };
    }
}
