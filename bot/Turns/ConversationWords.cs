using System.Text.RegularExpressions;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;

namespace BotAssistant.Bot.Turns;

/// <summary>The words that steer the conversation itself, at any question (promise 8).</summary>
internal enum Steering { Back, Correct, Pause, Continue, Discard, DiscardSure, Help, Menu, More }

/// <summary>Recognises <see cref="Steering"/> words by their spellings in YAML.</summary>
internal sealed class ConversationWords
{
    private static readonly Dictionary<Steering, string> Keys = new()
    {
        [Steering.Back] = "back",
        [Steering.Pause] = "pause",
        [Steering.Continue] = "continue",
        [Steering.Discard] = "discard",
        [Steering.DiscardSure] = "discard-sure",
        [Steering.Help] = "help",
        [Steering.Menu] = "menu",
        [Steering.More] = "more",
    };

    private readonly Dictionary<string, Steering> exact;
    private readonly Regex correct;

    public ConversationWords(ITexts texts)
    {
        exact = Keys.SelectMany(pair => WordBook.Spellings(texts, pair.Value).Select(spelling => (spelling, pair.Key))).ToDictionary(StringComparer.OrdinalIgnoreCase);
        correct = new Regex(texts.Say("words.correct"), RegexOptions.CultureInvariant, TypedPattern.Limit);
    }

    /// <returns>The word, and the number of 改 N.</returns>
    public (Steering Word, int Number)? Find(string text)
    {
        var trimmed = text.Length > 1 ? text.TrimEnd('。', '.', '!', '！') : text;
        if (exact.TryGetValue(trimmed, out var word))
        {
            return (word, 0);
        }

        var match = correct.Match(trimmed);
        return match.Success ? (Steering.Correct, int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)) : null;
    }
}
