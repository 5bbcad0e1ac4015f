using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Identifiers;
using BotAssistant.People;
using BotAssistant.Understanding;

namespace BotAssistant.Bot.Verbs;

/// <summary>The intents of exactly spelled command words, which a turn finds first; and of a bare number, which picks from the last list.</summary>
internal sealed class SpelledIntents(IntentTable table, ITexts texts)
{
    private const string Menu = "menu";

    /// <returns>Null when the text begins with no word of this role.</returns>
    public Intent? Find(string text, Role role)
    {
        var typed = TypedText.Tidy(text).TrimEnd('。', '.', '!', '！', '?', '？');
        if (typed.Length is 1 or 2 && typed.All(char.IsAsciiDigit))
        {
            return table.Find(Menu);
        }

        var spellings = table.Intents.Where(intent => intent.IsMeantBy(role)).SelectMany(intent => Spellings(intent).Select(spelling => (Intent: intent, Spelling: spelling))).ToList();
        return spellings.Find(pair => pair.Spelling.Equals(typed, StringComparison.OrdinalIgnoreCase)).Intent
            ?? spellings.Where(pair => typed.StartsWith($"{pair.Spelling} ", StringComparison.OrdinalIgnoreCase)).OrderByDescending(pair => pair.Spelling.Length).FirstOrDefault().Intent;
    }

    private IEnumerable<string> Spellings(Intent intent)
        => intent.Covers.Prepend(intent.Word).Where(word => texts.Has($"words.{word}")).SelectMany(word => WordBook.Spellings(texts, word));
}
