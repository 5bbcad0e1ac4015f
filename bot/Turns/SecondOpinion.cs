using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Identifiers;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Understanding;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// Before the transaction: asks the advisor, where one is set up, about a free text that we are unsure of. It gets no digit, for among them may
/// be an ID or a telephone number, and chooses among the caller's intents.
/// </summary>
internal sealed class SecondOpinion(
    IEnumerable<IIntentAdvisor> advisors, Listener listener, Utterances utterances, WordBook words, ConversationWords steering, IPeople people, IConversations conversations, IHelpRequests help)
{
    private const int MostLetters = 200;

    /// <returns>The intent's name; null when nobody was asked or there is no advice.</returns>
    public async Task<string?> AskAsync(InboundMessage message, CancellationToken stop)
    {
        if (advisors.FirstOrDefault() is not { } advisor || message.Kind != InboundKind.Text || message.ChoiceToken is not null)
        {
            return null;
        }

        var text = TypedText.Tidy(message.Text ?? "");
        if (words.Find(text) is not null || steering.Find(text) is not null || (await conversations.LoadAsync(message.From, stop)).ActiveDraft() is not null)
        {
            return null;
        }

        if (await help.TakenInAsync(message.From.ToString(), stop) is not null)
        {
            // Meant for a person.
            return null;
        }

        var role = (await people.FindAsync(message.From, stop))?.Role;
        return listener.Read(text, role).Grasp == Grasp.Unsure
            ? await advisor.ChooseAsync(Masked(text), [.. utterances.IntentsOf(Intent.AudienceOf(role)).Select(intent => intent.Name)], stop)
            : null;
    }

    private static string Masked(string text) => string.Concat(text.Take(MostLetters).Select(letter => char.IsDigit(letter) ? '*' : letter));
}
