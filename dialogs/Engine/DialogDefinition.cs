namespace BotAssistant.Dialogs.Engine;

/// <summary>A dialog of the catalog.</summary>
/// <param name="Name">Its name in stored conversations: stable for ever. A chat has one draft of each.</param>
/// <param name="Texts">First part of its text keys.</param>
public sealed record DialogDefinition(string Name, string Texts, Func<Prompter, Dialog<ICommand>> Run);

/// <summary>What a dialog needs from outside, in the turn's transaction.</summary>
public interface IDialogHost
{
    DateOnly Today { get; }

    /// <returns>The fact as JSON.</returns>
    Task<string> FetchAsync(IQuery query, CancellationToken stop);

    /// <summary>Executes a dialog's decision, once.</summary>
    Task<Execution> ExecuteAsync(ICommand command, IReadOnlyDictionary<string, string> answers, CancellationToken stop);
}

/// <summary>What became of a command.</summary>
public abstract record Execution
{
    private Execution() { }

    public sealed record Finished(Saying Said) : Execution;

    /// <summary>The domain refuses because of one answer: it is asked again.</summary>
    /// <param name="QuestionKey">Key of that answer, or null when the refusal ends the dialog.</param>
    public sealed record Rejected(string? QuestionKey, Refusal Refusal) : Execution;
}
