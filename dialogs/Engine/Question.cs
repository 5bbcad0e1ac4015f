using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>An answer that is offered: its stable id and what a person reads.</summary>
public sealed record Option(string Id, string Label)
{
    /// <summary>Other ways people say it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>
/// A question of a dialog. Its texts stand in the dialog's YAML under its key: <c>ask</c> (the question), <c>hint</c> (after an answer that
/// is none), <c>label</c> (its line in the summary), optionally <c>help</c>.
/// </summary>
/// <param name="Key">Unique within a scope, stable for ever: it is the memory of running conversations. A rename needs <see cref="Was"/>.</param>
public abstract record Question(string Key)
{
    /// <summary>Former key: running conversations survive a rename.</summary>
    public string? Was { get; init; }

    /// <summary>Fill the places of the question's texts.</summary>
    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>What can be tapped or given by number; empty for free answers.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>False for questions that are not a fact about the workshop: they have no number and no line in the summary.</summary>
    public bool InSummary { get; init; } = true;

    /// <summary>Kind and limits in one line, for the approved list of keys.</summary>
    public abstract string Signature { get; }

    /// <param name="previous">The answer that is being corrected, if any.</param>
    public abstract Reading Read(Heard heard, string? previous);

    /// <summary>How a recorded answer is shown to the person: short, sensitive parts masked.</summary>
    public abstract string Show(string recorded, ITexts texts);

    /// <summary>True when the recorded answer still is one.</summary>
    public abstract bool Accepts(string recorded);
}

/// <summary>A question whose recorded answer becomes a <typeparamref name="T"/>.</summary>
public abstract record Question<T>(string Key) : Question(Key)
{
    /// <summary>Canonical → value; false = the rules changed and it must be asked again.</summary>
    public abstract bool Restore(string recorded, out T value);

    public sealed override bool Accepts(string recorded) => Restore(recorded, out _);
}

/// <summary>A read the host performs on the dialog's behalf. Its properties are its identity.</summary>
public interface IQuery;

/// <inheritdoc cref="IQuery"/>
/// <typeparam name="T">What comes back; it passes through JSON.</typeparam>
public interface IQuery<T> : IQuery;
