using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Understanding;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// From what was understood to what is done: sure does it, unsure offers two or three, at sea shows the menu. An intent whose word this build
/// does not have is answered honestly.
/// </summary>
internal sealed class Comprehension
{
    /// <summary>An offer carries the text that it was made for up to here: it travels in a link of the message.</summary>
    private const int MostCarried = 40;
    private const string Human = "human";

    /// <summary>Answered when it is clear; nobody is asked whether they meant to greet us.</summary>
    private const string Greeting = "greeting";

    private readonly Listener listener;
    private readonly IntentTable table;
    private readonly WordBook words;
    private readonly ConversationWords steering;
    private readonly ITexts texts;
    private readonly Dictionary<string, Intent> labels;

    public Comprehension(Listener listener, Utterances utterances, WordBook words, ConversationWords steering, ITexts texts)
    {
        (this.listener, this.words, this.steering, this.texts) = (listener, words, steering, texts);
        table = utterances.Table;
        labels = table.Intents.Where(intent => intent.Word.Length > 0).ToDictionary(Label, StringComparer.Ordinal);
    }

    /// <param name="advice">The intent that somebody else chose before; counts only where we are unsure ourselves.</param>
    public Course Read(string text, Role? role, string? advice = null)
    {
        if (labels.TryGetValue(text, out var offered) && offered.IsMeantBy(role))
        {
            return Do(offered, "", new Slots());
        }

        var read = listener.Read(text, role);
        return read.Grasp switch
        {
            Grasp.Sure => Do(read.Intent, text, read.Slots),
            Grasp.Unsure when advice is not null && table.Find(advice) is { } advised && advised.IsMeantBy(role)
                => advised.Name == IntentTable.None ? new Course.Lost() : Do(advised, text, listener.Sure(advised, text).Slots),
            Grasp.Unsure => new Course.Offers(texts.Say("understanding.unsure"), [.. Choices(read, text)]),
            _ => new Course.Lost(),
        };
    }

    /// <summary>
    /// What to do in the middle of a dialog; null when the text is an answer. It must look like a question and not like a name, for an answer
    /// may well hold the words of an intent: to "how many staff?" people answer with the very letters of "I want a person".
    /// </summary>
    public Course? ReadInterruption(string text, Role? role)
        => table.Questions.IsQuestion(text) && listener.Read(text, role) is { Grasp: Grasp.Sure, Intent.Interrupts: true } read && read.Confidence >= table.Thresholds.Interrupting
            ? Do(read.Intent, text, read.Slots)
            : null;

    /// <summary>True when this build can do it.</summary>
    public bool CanDo(Intent intent) => words.Has(intent.Word) || SteeringOf(intent) is not null;

    private Course Do(Intent intent, string text, Slots slots)
    {
        if (words.Has(intent.Word))
        {
            return new Course.Runs(intent.Word, ArgumentOf(intent, text, slots));
        }

        return SteeringOf(intent) is { } steers
            ? new Course.Steers(steers)
            : new Course.Says(texts.Say("understanding.not-yet", ("label", Label(intent)), ("instead", texts.Say($"intent.{intent.Name}.instead"))));
    }

    private IEnumerable<Offer> Choices(Understood read, string text)
    {
        var meant = read.Alternatives.Select(candidate => table.Find(candidate.Intent)!).Where(intent => intent.Name != Greeting).ToList();
        foreach (var intent in meant)
        {
            yield return new Offer(Label(intent), SaidFor(intent, text, read.Slots));
        }

        if (meant.TrueForAll(intent => intent.Name != Human))
        {
            yield return new Offer(Label(table.Find(Human)!), Spelled(Human));
        }
    }

    /// <summary>The words that an offer stands for; the label itself where no word does it yet.</summary>
    private string SaidFor(Intent intent, string text, Slots slots)
    {
        if (!CanDo(intent))
        {
            return Label(intent);
        }

        var argument = words.Has(intent.Word) ? ArgumentOf(intent, text, slots) : "";
        return argument.Length is 0 or > MostCarried ? Spelled(intent.Word) : $"{Spelled(intent.Word)} {argument}";
    }

    private static string ArgumentOf(Intent intent, string text, Slots slots) => intent.Argument switch
    {
        IntentArgument.Text => text,
        IntentArgument.Workshop => slots.Workshop ?? "",
        _ => "",
    };

    private Steering? SteeringOf(Intent intent)
        => intent.Word.Length > 0 && texts.Has($"words.{intent.Word}") && steering.Find(Spelled(intent.Word)) is var (word, _) ? word : null;

    private string Spelled(string word) => WordBook.Spellings(texts, word)[0];

    private string Label(Intent intent) => texts.Say($"intent.{intent.Name}.label");
}
