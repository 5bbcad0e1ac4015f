using BotAssistant.Conversations;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Words;

/// <summary>A numbered line a person may answer with its number: what is shown and the words it stands for.</summary>
public sealed record Offer(string Label, string Words);

/// <summary>What came of a command word.</summary>
public abstract record WordReply
{
    private WordReply() { }

    public sealed record Says(string Text) : WordReply
    {
        public IReadOnlyList<Offer> Offers { get; init; } = [];

        /// <summary>
        /// Marks an answer by the way: inside a dialog this is said in place of text and offers, and the dialog's question stands again below,
        /// because numbers there answer the question. Null: offers take the floor from the dialog, whose draft stays.
        /// </summary>
        public string? InDialog { get; init; }

        /// <inheritdoc cref="Messaging.OutboundMessage.IsCard"/>
        public bool IsCard { get; init; }

        /// <summary>True: a dialog that had the floor waits for 继续; its question is not repeated.</summary>
        public bool TakesFloor { get; init; }
        /// <inheritdoc cref="Messaging.OutboundMessage.Files"/>
        public IReadOnlyList<Messaging.OutboundFile> Files { get; init; } = [];
    }

    /// <summary>Gives the floor to a dialog, with what it is started with.</summary>
    /// <param name="Text">Said before the dialog's first words; may be empty.</param>
    public sealed record Opens(string Dialog, string Text) : WordReply
    {
        public Dictionary<string, string> Input { get; init; } = [];
        public Dictionary<string, string> Answers { get; init; } = [];

        /// <summary>Joins the input of a new draft, e.g. the revision of a list that it began with; a draft that is taken up keeps its own.</summary>
        public Dictionary<string, string> Pins { get; init; } = [];

        /// <summary>True: an unfinished draft of this dialog, started with the same input, is taken up instead.</summary>
        public bool TakesUpDraft { get; init; }

        /// <summary>Said instead when an unfinished draft of this dialog was started with another input, which would be lost; null = it is given up.</summary>
        public string? KeepsOther { get; init; }
    }

    /// <summary>Here the word means 继续.</summary>
    public sealed record Continues : WordReply;

    public static Says Refused(ITexts texts, Refusal refusal) => new(texts.Say($"refused.{refusal.Code}", refusal.Values));
}

/// <summary>
/// A command word (查, 核准 …): a plain function with no memory. Its spellings stand in YAML under <c>words.name</c>. Whoever lacks the ability
/// never reaches <see cref="RunAsync"/>; districts are the word's own business.
/// </summary>
public interface IWord
{
    string Name { get; }

    Ability Needs { get; }

    /// <summary>True when something may follow the word (查 年糕).</summary>
    bool TakesArgument { get; }

    /// <summary>True for the beginning of a sentence that is no command: the argument is the whole of it.</summary>
    bool OpensSentence => false;

    /// <summary>False when what follows the word shows that no command was meant: a sentence may well begin like a word.</summary>
    bool Takes(string argument) => true;

    Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop);
}
