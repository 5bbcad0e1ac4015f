using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.Identifiers;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// Decides who gets a message: whoever has taken the conversation (人工), else the conversation's own words first, then the command words the caller may use,
/// then the dialog that has the floor, then what can be understood of free text. Runs in the turn's transaction.
/// </summary>
internal sealed class Router(
    WordBook words, Func<string, IWord> wordNamed, ConversationWords steering, Comprehension comprehension, DialogFloor floor, Menu menu, Relay relay, Func<Caller, IDialogHost> hostFor, ITexts texts)
{
    private const string WordsToken = "w:";

    public async Task<Reply> AnswerAsync(Caller caller, ConversationState loaded, Heard heard, string? choiceToken, string? advice, CancellationToken stop)
    {
        var state = floor.DropUnknown(loaded);
        if (await relay.PassOnAsync(caller, state, heard, choiceToken, stop) is { } passedOn)
        {
            return passedOn;
        }

        var host = hostFor(caller);
        if (choiceToken is not null && Tap.Parse(choiceToken) is { } tap)
        {
            return await TappedAsync(state, tap, host, stop);
        }

        var text = choiceToken is not null && choiceToken.StartsWith(WordsToken, StringComparison.Ordinal) ? choiceToken[WordsToken.Length..] : heard.Text;
        if (Offered(state, text) is { } offered)
        {
            text = offered;
        }

        if (steering.Find(text) is var (word, number))
        {
            return await SteerAsync(caller, state, word, number, host, stop);
        }

        var draft = state.ActiveDraft();
        if (words.Find(text) is var (name, argument) && wordNamed(name) is var command && command.Takes(argument) && (draft is null || await InterruptsAsync(caller, draft, command, argument, text, host, stop)))
        {
            return await CommandAsync(caller, state, command, argument, host, stop);
        }

        if (draft is null)
        {
            return heard.Text.Length == 0 ? menu.Unclear(caller, state, heard) : await FollowAsync(caller, state, comprehension.Read(text, caller.Role, advice), heard, host, stop);
        }

        return await AnsweredInBetweenAsync(caller, state, draft, heard.Text, host, stop) ?? await floor.AnswerAsync(state, draft, heard, host, stop);
    }

    private async Task<Reply> FollowAsync(Caller caller, ConversationState state, Course course, Heard heard, IDialogHost host, CancellationToken stop) => course switch
    {
        Course.Steers steers => await SteerAsync(caller, state, steers.Word, 0, host, stop),
        Course.Runs runs => await CommandAsync(caller, state, wordNamed(runs.Word), runs.Argument, host, stop),
        Course.Says says => await SayAsync(state, says.Text, host, stop),
        Course.Offers offers => Offering(state, offers.Text, offers.Choices),
        _ => menu.Unclear(caller, state, heard),
    };

    /// <summary>Inside a dialog, what is clearly asked of us is answered and the dialog's question repeated. What the question offers is its answer.</summary>
    private async Task<Reply?> AnsweredInBetweenAsync(Caller caller, ConversationState state, Draft draft, string text, IDialogHost host, CancellationToken stop)
    {
        if (comprehension.ReadInterruption(text, caller.Role) is not { } course || await floor.OffersAsync(draft, text, host, stop))
        {
            return null;
        }

        return course switch
        {
            Course.Steers steers => await SteerAsync(caller, state, steers.Word, 0, host, stop),
            Course.Says says => await SayAsync(state, says.Text, host, stop),
            Course.Runs runs when wordNamed(runs.Word) is var word && Permissions.Allow(caller.Role, word.Needs) && await word.RunAsync(caller, runs.Argument, stop) is WordReply.Says says
                => await SayAsync(state, says.Text, host, stop),
            _ => null,
        };
    }

    /// <summary>
    /// Inside a dialog, a command word counts when it is no answer that the question offers; with something behind it, only for those who may
    /// use it: a workshop's name may well begin like a word.
    /// </summary>
    private async Task<bool> InterruptsAsync(Caller caller, Draft draft, IWord command, string argument, string text, IDialogHost host, CancellationToken stop)
        => (argument.Length == 0 || Permissions.Allow(caller.Role, command.Needs)) && !await floor.OffersAsync(draft, text, host, stop);

    private async Task<Reply> TappedAsync(ConversationState state, Tap tap, IDialogHost host, CancellationToken stop)
    {
        if (state.Drafts.Values.FirstOrDefault(candidate => candidate.Instance == tap.Instance) is { } draft)
        {
            return await floor.AnswerAsync(state, draft, new Heard("", []) { Tap = tap }, host, stop);
        }

        return await SayAsync(state, texts.Say("refused.stale-choice"), host, stop);
    }

    /// <summary>Says something, and repeats the question of the dialog that has the floor.</summary>
    private async Task<Reply> SayAsync(ConversationState state, string said, IDialogHost host, CancellationToken stop)
        => state.ActiveDraft() is { } draft
            ? await floor.RemindAsync(state, draft, said, host, stop)
            : new Reply(state with { Offers = [] }, said, []);

    private async Task<Reply> SteerAsync(Caller caller, ConversationState state, Steering word, int number, IDialogHost host, CancellationToken stop)
    {
        if (word == Steering.Menu)
        {
            return menu.Show(caller, state with { Active = null });
        }

        if (word == Steering.More)
        {
            return menu.ShowMore(caller, state with { Active = null });
        }

        if (state.ActiveDraft() is { } draft)
        {
            return await floor.SteerAsync(state, draft, word, number, host, stop);
        }

        return word switch
        {
            Steering.Help => new Reply(state, texts.Say("help.outside"), []),
            Steering.Pause => new Reply(state, texts.Say("pause.nothing"), []),
            Steering.Discard or Steering.DiscardSure => new Reply(state, texts.Say("discard.nothing"), []),
            _ => state.Drafts.Values.MaxBy(waiting => waiting.TouchedAt) is { } latest
                ? await floor.ResumeAsync(state, latest, host, stop)
                : menu.Show(caller, state, texts.Say("continue.nothing")),
        };
    }

    private async Task<Reply> CommandAsync(Caller caller, ConversationState state, IWord command, string argument, IDialogHost host, CancellationToken stop)
    {
        if (!Permissions.Allow(caller.Role, command.Needs))
        {
            return await SayAsync(state, texts.Say("refused.not-allowed"), host, stop);
        }

        switch (await command.RunAsync(caller, argument, stop))
        {
            case WordReply.Opens opens:
                return await floor.OpenAsync(state, opens, host, stop);
            case WordReply.Says { TakesFloor: true } says:
                return new Reply(state with { Active = null, Offers = [] }, says.Text, []);
            case WordReply.Says { InDialog: { } aside } when state.ActiveDraft() is not null:
                return await SayAsync(state, aside, host, stop);
            case WordReply.Says { Offers.Count: > 0 } says:
                return Offering(state with { Active = null }, says.Text, says.Offers) with { IsCard = says.IsCard, Files = says.Files };
            case WordReply.Says says:
                return (await SayAsync(state, says.Text, host, stop)) with { IsCard = says.IsCard, Files = says.Files };
            case WordReply.Continues:
                return await SteerAsync(caller, state, Steering.Continue, 0, host, stop);
            default:
                throw new InvalidOperationException("A word says something or opens a dialog.");
        }
    }

    /// <summary>A numbered list outside a dialog: a number, a tap or the words themselves mean the same.</summary>
    internal static Reply Offering(ConversationState state, string text, IReadOnlyList<Offer> offers)
        => new(state with { Offers = [.. offers.Select(offer => offer.Words)] }, text, [.. offers.Select(offer => new Choice(offer.Label, WordsToken + offer.Words))]);

    private static string? Offered(ConversationState state, string text)
        => state.Offers.Count > 0 && Quantity.ReadInteger(text, 1, state.Offers.Count, out var place) is null ? state.Offers[place - 1] : null;
}
