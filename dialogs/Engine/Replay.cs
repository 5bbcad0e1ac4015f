using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Where a replay stopped.</summary>
public abstract record Outcome(IReadOnlyList<Step> Path)
{
    /// <summary>The person must answer <paramref name="Question"/>.</summary>
    public sealed record Asks(string Key, Question Question, IReadOnlyList<Saying> Said, IReadOnlyList<Step> Path) : Outcome(Path);

    /// <summary>The host must look something up and replay.</summary>
    public sealed record Needs(string Key, IQuery Query, IReadOnlyList<Step> Path) : Outcome(Path);

    /// <summary>The dialog has decided: the host executes the command, once.</summary>
    public sealed record Done(ICommand Command, IReadOnlyList<Saying> Said, IReadOnlyList<Step> Path) : Outcome(Path);
}

/// <summary>What a dialog decides and never does itself.</summary>
public interface ICommand;

/// <summary>Runs a dialog over recorded answers. Pure and synchronous.</summary>
public static class Replay
{
    /// <exception cref="InvalidOperationException">The dialog breaks a rule of the engine.</exception>
    public static Outcome Run(Func<Prompter, Dialog<ICommand>> dialog, IReadOnlyDictionary<string, string> recorded, IReadOnlyDictionary<string, string> input, DateOnly today, ITexts texts)
    {
        var prompter = new Prompter(recorded, input, today, texts);
        var run = dialog(prompter);
        if (run.IsCompleted)
        {
            return new Outcome.Done(run.Result, [.. prompter.Said], prompter.Path);
        }

        return prompter switch
        {
            { PendingQuery: { } query } => new Outcome.Needs(query.Key, query.Query, prompter.Path),
            { PendingQuestion: { } question } => new Outcome.Asks(question.Key, question.Question, [.. prompter.Said], prompter.Path),
            _ => throw new InvalidOperationException("The dialog stopped without asking for anything."),
        };
    }
}
