using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Words;

/// <summary>Finds the command word in what somebody typed. The spellings of word <c>x</c> stand in the text <c>words.x</c>, divided by bars.</summary>
public sealed class WordBook
{
    private readonly Dictionary<string, string> exact = [];
    private readonly List<(string Spelling, string Word, bool IsSentence)> openings = [];

    /// <exception cref="InvalidOperationException">Two words share a spelling.</exception>
    public WordBook(IEnumerable<IWord> words, ITexts texts)
    {
        foreach (var word in words)
        {
            foreach (var spelling in Spellings(texts, word.Name))
            {
                if (!exact.TryAdd(spelling, word.Name))
                {
                    throw new InvalidOperationException($"'{word.Name}' and '{exact[spelling]}' share a spelling.");
                }

                if (word.TakesArgument)
                {
                    openings.Add((spelling, word.Name, word.OpensSentence));
                }
            }
        }

        openings.Sort((a, b) => b.Spelling.Length.CompareTo(a.Spelling.Length));
    }

    /// <summary>True when this build has the word.</summary>
    public bool Has(string word) => exact.ContainsValue(word);

    public static IReadOnlyList<string> Spellings(ITexts texts, string word)
        => texts.Say($"words.{word}").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The word's name and what follows it, or null when the text does not begin with one.</summary>
    public (string Word, string Argument)? Find(string text)
    {
        var trimmed = text.TrimEnd('。', '.', '!', '！', '?', '？');
        if (exact.TryGetValue(trimmed, out var word))
        {
            return (word, "");
        }

        var opening = openings.Find(candidate => text.StartsWith(candidate.Spelling, StringComparison.OrdinalIgnoreCase));
        return opening.Word is null ? null : opening.IsSentence ? (opening.Word, text) : (opening.Word, text[opening.Spelling.Length..].TrimStart(' ', ':', '：', ',', '，'));
    }
}
