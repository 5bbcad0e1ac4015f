using BotAssistant.Conversations;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Words;
using BotAssistant.FiveS;
using BotAssistant.People;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>A move of a project by its number: what is said after it is the reason.</summary>
public delegate Task<(FiveSProject? Project, Refusal? Refusal)> FiveSMove(Person officer, int number, string? reason, CancellationToken stop);

/// <summary>5S验收, 5S退回, 5S抽查, 5S取消 N 理由: an officer's decision. Its answer is the text <c>five-s.did.{name}</c>.</summary>
public sealed class FiveSMoveWord(string name, bool needsReason, ITexts texts, FiveSMove move) : IWord
{
    private const int MinReason = 2, MaxReason = 300;

    public string Name => name;
    public Ability Needs => Ability.RunFiveS;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (needsReason && reason.Length < MinReason)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("five-s.example-reason", ("word", WordBook.Spellings(texts, Name)[0])))));
        }

        if (reason.Length > MaxReason)
        {
            return WordReply.Refused(texts, new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}")));
        }

        var (project, problem) = await move(caller.Person!, number, reason.Length == 0 ? null : reason, stop);
        return project is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say($"five-s.did.{Name}", ("number", $"{number}"), ("name", project.Holder.Name), ("due", Dates.Day(project.DueOn)), ("reason", reason)));
    }
}

/// <summary>5S选定 编号: chooses a holder by the number of a certificate or of a registered workshop.</summary>
public sealed class FiveSChooseWord(ITexts texts, FiveSDesk desk) : IWord
{
    public string Name => "five-s-choose";
    public Ability Needs => Ability.RunFiveS;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (typed, reason) = Arguments.FirstAndRest(argument);
        if (typed.Length == 0)
        {
            return WordReply.Refused(texts, new Refusal("holder-missing", ("example", texts.Say("five-s.example-choose"))));
        }

        var (project, refusal) = await desk.ChooseAsync(caller.Person!, typed, reason.Length == 0 ? null : reason, stop);
        return project is null
            ? WordReply.Refused(texts, refusal!)
            : new WordReply.Says(texts.Say("five-s.chosen", ("number", $"{project.Number}"), ("name", project.Holder.Name), ("year", $"{project.Year}"), ("due", Dates.Day(project.DueOn))));
    }
}
