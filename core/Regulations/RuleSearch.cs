namespace BotAssistant.Regulations;

/// <summary>How people say an item of the checklist, where the item's own words differ.</summary>
public sealed record ItemWords
{
    public required string Id { get; init; }
    public required string Also { get; init; }
}

/// <summary>
/// How questions about the rules are understood: synonyms, words that carry no meaning, weights. Data, because it is tuned on questions
/// (<c>tests/Core.Tests/Regulations/Questions</c>) and added to by people who do not program.
/// </summary>
public sealed record RuleSearch : Rule
{
    /// <summary>Below this score (0 to 1) there is no answer: none is better than a wrong one.</summary>
    public required double Threshold { get; init; }

    /// <summary>A further passage is named only when its score is at least this part of the best one's.</summary>
    public required double Near { get; init; }

    public required SearchWeights Weights { get; init; }

    /// <summary>Left out of a question: 有什么要求, 怎么办.</summary>
    public required IReadOnlyList<string> StopPhrases { get; init; }

    /// <summary>Words of other subjects (天气, 驾照): a question with one of them gets no answer.</summary>
    public required IReadOnlyList<string> OtherSubjects { get; init; }

    /// <summary>Each list: words that mean the same (泔水, 餐厨废弃物).</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Synonyms { get; init; }

    public required IReadOnlyList<ItemWords> Items { get; init; }
}

/// <summary>What counts how much: a pair of characters counts 1, in a passage's text.</summary>
public sealed record SearchWeights
{
    /// <summary>BM25's k1: how soon a repeated term stops to count.</summary>
    public required double Saturation { get; init; }

    /// <summary>BM25's b: how much a long passage is held back.</summary>
    public required double Length { get; init; }

    /// <summary>A single character.</summary>
    public required double Character { get; init; }

    /// <summary>A synonym.</summary>
    public required double Synonym { get; init; }

    /// <summary>A term in the title counts as often.</summary>
    public required double Title { get; init; }

    /// <summary>A term in <see cref="Passage.Also"/> counts as often.</summary>
    public required double Also { get; init; }

    /// <summary>How hard it counts that a passage leaves a part of the question unexplained; 0 = not at all.</summary>
    public required double Coverage { get; init; }

    /// <summary>How much evidence, told in rare pairs of characters, makes a score of one half.</summary>
    public required double Half { get; init; }
}
