using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.Identifiers;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// Between a person and the member of staff who has taken their request: what one says goes to the other, and the bot is silent. The person's only word
/// is 结束人工. Of the staff's, what is clearly a command stays one; 说 sends whatever follows.
/// </summary>
internal sealed class Relay(IHelpRequests requests, HelpRelay relay, WordBook words, Func<string, IWord> wordNamed, ISendWindows windows, IEnumerable<IChannel> channels, ITexts texts)
{
    private const string EndWord = "end-help";

    public async Task<bool> IsOpenAsync(ChatAddress chat, CancellationToken stop) => await requests.TakenInAsync(chat.ToString(), stop) is not null;

    /// <returns>What to answer, mostly nothing; null when the message is the bot's own business.</returns>
    public async Task<Reply?> PassOnAsync(Caller caller, ConversationState state, Heard heard, string? choiceToken, CancellationToken stop)
    {
        if (await requests.TakenInAsync(caller.Address.ToString(), stop) is not { Taker: { } taker } request)
        {
            return null;
        }

        if (request.Address == caller.Address.ToString())
        {
            return words.Find(heard.Text) is (EndWord, "") ? null : await ToTakerAsync(state, request, taker, heard, stop);
        }

        return choiceToken is null && caller.Person is { } staff ? await FromTakerAsync(caller, staff, state, request, heard, stop) : null;
    }

    private async Task<Reply> ToTakerAsync(ConversationState state, HelpRequest request, HelpTaker taker, Heard heard, CancellationToken stop)
    {
        if (TextOf(heard) is not { } text)
        {
            return Undelivered(state, heard);
        }

        await relay.ToTakerAsync(request, text, stop);
        return await DeliveredAsync(state, ChatAddress.Parse(taker.Address), "take-over.waits-for-staff", stop);
    }

    private async Task<Reply?> FromTakerAsync(Caller caller, Person staff, ConversationState state, HelpRequest request, Heard heard, CancellationToken stop)
    {
        var (text, forced) = (TextOf(heard), false);
        if (Said(heard.Text) is { } said)
        {
            (text, forced) = (said, true);
        }

        if (!forced && IsForTheBot(caller, state, heard))
        {
            return heard.Text == WordBook.Spellings(texts, "help")[0] ? Saying(state, texts.Say("take-over.how")) : null;
        }

        if (text is null)
        {
            return Undelivered(state, heard);
        }

        await relay.ToPersonAsync(request, staff, text, stop);
        return await DeliveredAsync(state, ChatAddress.Parse(request.Address), "take-over.waits-for-person", stop);
    }

    /// <summary>A dialog or a list that the bot began, 菜单, 帮助, and command words that stand alone or before a space or a number: 查 年糕, but not 查过了.</summary>
    private bool IsForTheBot(Caller caller, ConversationState state, Heard heard)
    {
        var isWord = words.Find(heard.Text) is var (name, argument)
            && Permissions.Allow(caller.Role, wordNamed(name).Needs) && wordNamed(name).Takes(argument) && StandsApart(heard.Text, argument);
        var isListed = state.Offers.Count > 0 && Quantity.ReadInteger(heard.Text, 1, state.Offers.Count, out _) is null;
        var steers = new[] { "menu", "help" }.Any(word => heard.Text == WordBook.Spellings(texts, word)[0]);
        return isWord || isListed || steers || state.ActiveDraft() is not null;
    }

    private static bool StandsApart(string text, string argument)
        => argument.Length == 0 || char.IsAsciiDigit(argument[0]) || (argument.Length < text.Length && text[^(argument.Length + 1)] is ' ' or ':' or '：' or ',' or '，');

    /// <summary>What follows 说 and a space.</summary>
    private string? Said(string text)
        => WordBook.Spellings(texts, "say")
            .Where(spelling => text.StartsWith(spelling, StringComparison.Ordinal) && text.Length > spelling.Length + 1 && StandsApart(text, text[(spelling.Length + 1)..]))
            .Select(spelling => text[(spelling.Length + 1)..].Trim())
            .FirstOrDefault(said => said.Length > 0);

    /// <summary>What is passed on of a message: its text, or a line that stands for its photos. Null when nothing can be.</summary>
    private string? TextOf(Heard heard)
        => heard.Photos.Count > 0 ? texts.Say("take-over.photo", ("count", $"{heard.Photos.Count}"))
        : heard.MediaProblem is null && heard.Text.Length > 0 ? heard.Text
        : null;

    /// <summary>Nothing is said when it goes; where the platform lets nothing through just now, the sender is told that it waits.</summary>
    private async Task<Reply> DeliveredAsync(ConversationState state, ChatAddress to, string whenItWaits, CancellationToken stop)
        => channels.First(channel => channel.Name == to.Channel).CountsSends && (await windows.FindAsync(to, stop)).Left == 0
            ? Saying(state, texts.Say(whenItWaits))
            : Reply.Silent(state);

    private Reply Undelivered(ConversationState state, Heard heard)
        => heard.MediaProblem is { } problem ? Saying(state, texts.Say($"refused.{problem.Code}", problem.Values)) : Reply.Silent(state);

    private static Reply Saying(ConversationState state, string text) => new(state, text, []);
}
