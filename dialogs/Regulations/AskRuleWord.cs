using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Regulations;

/// <summary>
/// 问: a question about the rules gets the passage that fits it best, with what it rests on. Inside a dialog it is answered by the way, and the
/// dialog's question stands again below.
/// </summary>
public sealed class AskRuleWord(ITexts texts, RuleAnswers answers, RuleCard card, TimeProvider time) : IWord
{
    private const char IdSign = '#';

    public string Name => "ask-rule";
    public Ability Needs => Ability.AskRules;
    public bool TakesArgument => true;

    /// <summary>"问题是…" tells of a problem and asks nothing.</summary>
    public bool Takes(string argument) => !texts.Say("ask-rule.no-question").Split('|').Any(start => argument.StartsWith(start, StringComparison.Ordinal));

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop) => Task.FromResult<WordReply>(Answer(argument.Trim()));

    private WordReply.Says Answer(string question)
    {
        if (question.Length == 0)
        {
            return Examples();
        }

        var today = ChinaTime.Today(time);
        if (answers.Open(question.TrimStart(IdSign), today) is { } named)
        {
            return new WordReply.Says(card.Of(named));
        }

        var hits = answers.Find(question, today);
        return hits.Count == 0 ? NotFound(question) : Found(hits[0].Passage, [.. hits.Skip(1).Take(RuleCard.MostOthers).Select(hit => hit.Passage)]);
    }

    private WordReply.Says Found(Passage best, IReadOnlyList<Passage> others)
    {
        var text = card.Of(best);
        return others.Count == 0
            ? new WordReply.Says(text)
            : new WordReply.Says($"{text}\n{texts.Say("ask-rule.others")}")
            {
                Offers = [.. others.Select(other => new Offer(card.Heading(other), Spelled($"{IdSign}{other.Id}")))],
                InDialog = $"{text}\n{texts.Say("ask-rule.others-in-dialog", ("titles", string.Join(texts.Say("ask-rule.between"), others.Select(card.Heading))))}",
            };
    }

    private WordReply.Says NotFound(string question) => new(texts.Say("ask-rule.none"))
    {
        Offers = [new Offer(texts.Say("menu.lines.human"), $"{WordBook.Spellings(texts, "human")[0]} {question}")],
        InDialog = texts.Say("ask-rule.none"),
    };

    private WordReply.Says Examples()
    {
        string[] examples = [texts.Say("ask-rule.example.materials"), texts.Say("ask-rule.example.floor"), texts.Say("ask-rule.example.label")];
        return new WordReply.Says(texts.Say("ask-rule.which"))
        {
            Offers = [.. examples.Select(example => new Offer(example, Spelled(example)))],
            InDialog = texts.Say("ask-rule.which-in-dialog", ("example", Spelled(examples[0]))),
        };
    }

    private string Spelled(string argument) => $"{WordBook.Spellings(texts, Name)[0]} {argument}";
}
