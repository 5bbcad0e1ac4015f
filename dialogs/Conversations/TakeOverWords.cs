using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Conversations;

/// <summary>接 N: the caller answers this person from now on; without a number, the list.</summary>
public sealed class TakeWord(ITexts texts, HelpDesk desk, HelpRequestsWord list) : IWord
{
    public string Name => "take";
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is (_, "");

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, _))
        {
            return await list.RunAsync(caller, "", stop);
        }

        var (request, refusal) = await desk.TakeAsync(caller.Person!, caller.Address, number, stop);
        return request is null
            ? WordReply.Refused(texts, refusal!)
            : new WordReply.Says(texts.Say("take-over.began", ("number", $"{number}"), ("who", request.Who), ("question", request.Question), ("how", texts.Say("take-over.how")))) { TakesFloor = true };
    }
}

/// <summary>回复 N 文字: answers somebody who asked for help in one sentence.</summary>
public sealed class AnswerWord(ITexts texts, HelpDesk desk) : IWord
{
    private const int MaxAnswer = 500;

    public string Name => "answer";
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, text) || text.Length is 0 or > MaxAnswer)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("human.example-answer"))));
        }

        var (request, refusal) = await desk.AnswerAsync(caller.Person!, number, text, stop);
        return request is null
            ? WordReply.Refused(texts, refusal!)
            : new WordReply.Says(texts.Say(request.IsOpen ? "human.answered-on" : "human.answered", ("number", $"{number}")));
    }
}

/// <summary>备注 N 文字: only staff read it; without a number, on the request that the caller has taken.</summary>
public sealed class NoteWord(ITexts texts, HelpDesk desk) : IWord
{
    private const int MaxNote = 300;

    public string Name => "note";
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, note) = Addressed.Read(argument);
        if (note.Length is 0 or > MaxNote)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("take-over.example-note"))));
        }

        var (request, refusal) = await desk.NoteAsync(caller.Person!, number, note, stop);
        return request is null ? WordReply.Refused(texts, refusal!) : new WordReply.Says(texts.Say("take-over.noted", ("number", $"{request.Number}")));
    }
}

/// <summary>转给 N 姓名: a colleague of the district is asked to take it.</summary>
public sealed class HandOverWord(ITexts texts, HelpDesk desk) : IWord
{
    public string Name => "hand-over";
    public Ability Needs => Ability.AnswerHelp;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, colleague) = Addressed.Read(argument);
        if (colleague.Length == 0)
        {
            return WordReply.Refused(texts, new Refusal("reason-missing", ("example", texts.Say("take-over.example-hand-over"))));
        }

        var (request, refusal) = await desk.HandOverAsync(caller.Person!, number, colleague, stop);
        return request is null
            ? WordReply.Refused(texts, refusal!)
            : new WordReply.Says(texts.Say("take-over.handed-over", ("number", $"{request.Number}"), ("colleague", colleague)));
    }
}

/// <summary>结束 N, 结束: staff close a request. 结束人工: the person closes their own.</summary>
public sealed class EndHelpWord(ITexts texts, HelpDesk desk, IHelpRequests requests) : IWord
{
    public string Name => "end-help";
    public Ability Needs => Ability.AskForHelp;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (!Permissions.Allow(caller.Role, Ability.AnswerHelp) || (argument.Length == 0 && await AsksAsync(caller, stop)))
        {
            return new WordReply.Says(texts.Say(await desk.WithdrawAsync(caller.Address, stop) is null ? "human.nothing-to-end" : "human.ended"));
        }

        var (number, note) = Addressed.Read(argument);
        var (request, refusal) = await desk.CloseAsync(caller.Person!, number, note.Length == 0 ? null : note, stop);
        return request is null ? WordReply.Refused(texts, refusal!) : new WordReply.Says(texts.Say("take-over.ended", ("number", $"{request.Number}")));
    }

    /// <summary>A member of staff who has asked somebody else, and has taken nobody.</summary>
    private async Task<bool> AsksAsync(Caller caller, CancellationToken stop)
        => await requests.TakenByAsync(caller.Person!.Id, stop) is null && await requests.OpenOfAsync(caller.Address.ToString(), stop) is not null;
}

/// <summary>Reads the number that may follow a word, and the rest.</summary>
internal static class Addressed
{
    public static (int? Number, string Tail) Read(string argument)
        => Arguments.NumberAndRest(argument) is var (number, rest) ? (number, rest) : (null, argument);
}
