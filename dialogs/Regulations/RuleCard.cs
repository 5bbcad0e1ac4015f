using BotAssistant.Conversations;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Regulations;

/// <summary>A passage as a person reads it: plain words, what it rests on, and how sure that is (promise 5).</summary>
public sealed class RuleCard(ITexts texts)
{
    /// <summary>Further passages that are named below an answer.</summary>
    public const int MostOthers = 2;

    public string Of(Passage passage) => texts.Say("ask-rule.answer",
        ("heading", Heading(passage)),
        ("text", passage.Chapter is null ? passage.Text : texts.Say("ask-rule.item", ("look", passage.Text), ("chapter", passage.Chapter))),
        ("basis", BasisOf(passage)));

    public string Heading(Passage passage)
        => passage.Chapter is null ? passage.Title : texts.Say("ask-rule.item-heading", ("id", passage.Id), ("title", passage.Title));

    /// <summary>What it rests on, with its 待核定 or 示例.</summary>
    public string SourceOf(Passage passage) => texts.Say($"ask-rule.source.{passage.Certainty.ToString().ToLowerInvariant()}", ("basis", passage.Basis));

    private string BasisOf(Passage passage)
    {
        var basis = texts.Say("ask-rule.basis", ("source", SourceOf(passage)));
        return passage.Clause is { } clause ? $"{basis}\n{texts.Say("ask-rule.clause", ("clause", clause))}" : basis;
    }
}
