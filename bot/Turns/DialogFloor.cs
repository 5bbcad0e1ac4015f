using System.Security.Cryptography;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;

namespace BotAssistant.Bot.Turns;

/// <summary>Gives dialogs the floor and takes it back: opens, resumes, steers and gives up drafts.</summary>
internal sealed class DialogFloor(DialogCatalog catalog, ITexts texts, TimeProvider time)
{
    public async Task<Reply> OpenAsync(ConversationState state, WordReply.Opens opens, IDialogHost host, CancellationToken stop)
    {
        var existing = opens.TakesUpDraft ? state.Drafts.GetValueOrDefault(opens.Dialog) : null;
        if (existing is not null && SameInput(existing.Input, opens))
        {
            return await ResumeAsync(state, existing, host, stop);
        }

        if (existing is { Answers.Count: > 0 } && opens.KeepsOther is { } keep)
        {
            return new Reply(state, keep, []);
        }

        var draft = new Draft(opens.Dialog, RandomNumberGenerator.GetHexString(6, lowercase: true), time.GetUtcNow())
        {
            Input = new(opens.Input.Concat(opens.Pins)),
            Answers = opens.Answers,
        };
        var reply = Keep(state, draft, await Session(draft, host).ShowAsync(draft, time.GetUtcNow(), stop));
        return opens.Text.Length == 0 ? reply : reply with { Text = $"{opens.Text}\n\n{reply.Text}" };
    }

    public async Task<Reply> ResumeAsync(ConversationState state, Draft draft, IDialogHost host, CancellationToken stop)
    {
        var session = Session(draft, host);
        var count = await session.CountAsync(draft, stop);
        var reply = Keep(state, draft, await session.ShowAsync(draft, time.GetUtcNow(), stop));
        return count == 0 ? reply : reply with { Text = $"{texts.Say("continue.welcome", ("count", $"{count}"))}\n\n{reply.Text}" };
    }

    public async Task<Reply> AnswerAsync(ConversationState state, Draft draft, Heard heard, IDialogHost host, CancellationToken stop)
        => Keep(state, draft, await Session(draft, host).AnswerAsync(draft, heard, time.GetUtcNow(), stop));

    public Task<bool> OffersAsync(Draft draft, string words, IDialogHost host, CancellationToken stop) => Session(draft, host).OffersAsync(draft, words, stop);

    public async Task<Reply> SteerAsync(ConversationState state, Draft draft, Steering word, int number, IDialogHost host, CancellationToken stop)
    {
        var (session, now) = (Session(draft, host), time.GetUtcNow());
        switch (word)
        {
            case Steering.Back:
                return Keep(state, draft, await session.BackAsync(draft, now, stop));
            case Steering.Correct:
                return Keep(state, draft, await session.CorrectAsync(draft, number, now, stop));
            case Steering.Help:
                return Keep(state, draft, await session.HelpAsync(draft, now, stop));
            case Steering.Pause:
                return Says(state with { Active = null }, "pause.done", ("count", $"{await session.CountAsync(draft, stop)}"));
            case Steering.Discard:
                return Says(state with { DiscardAsked = true }, "discard.ask", ("count", $"{await session.CountAsync(draft, stop)}"));
            case Steering.DiscardSure when state.DiscardAsked:
                return Says(Without(state, draft.Dialog), "discard.done");
            default:
                return Keep(state, draft, await session.ShowAsync(draft, now, stop));
        }
    }

    /// <summary>The current question again, below an answer to something else.</summary>
    public async Task<Reply> RemindAsync(ConversationState state, Draft draft, string said, IDialogHost host, CancellationToken stop)
    {
        var reply = Keep(state, draft, await Session(draft, host).ShowAsync(draft, time.GetUtcNow(), stop));
        return reply with { Text = $"{said}\n\n{reply.Text}" };
    }

    /// <summary>A draft of a dialog that this version no longer has is dropped rather than in the way for ever.</summary>
    public ConversationState DropUnknown(ConversationState state)
        => state.Drafts.Keys.Where(name => catalog.Find(name) is null).Aggregate(state, Without);

    private Reply Says(ConversationState state, string textKey, params (string Name, string Value)[] values) => new(state, texts.Say(textKey, values), []);

    private DialogSession Session(Draft draft, IDialogHost host)
        => new(catalog.Find(draft.Dialog) ?? throw new InvalidOperationException($"There is no dialog '{draft.Dialog}'."), texts, host);

    private static Reply Keep(ConversationState state, Draft draft, DialogReply reply)
    {
        var kept = reply.Draft is null
            ? Without(state, draft.Dialog)
            : state with { Active = draft.Dialog, Drafts = new(state.Drafts) { [draft.Dialog] = reply.Draft } };
        return new Reply(kept with { DiscardAsked = false, Offers = [] }, reply.Text, reply.Choices) { IsCard = reply.IsCard };
    }

    private static ConversationState Without(ConversationState state, string dialog)
    {
        var drafts = new Dictionary<string, Draft>(state.Drafts);
        drafts.Remove(dialog);
        return state with { Drafts = drafts, Active = state.Active == dialog ? null : state.Active, DiscardAsked = false };
    }

    private static bool SameInput(Dictionary<string, string> drafted, WordReply.Opens opens)
        => drafted.Keys.Except(opens.Pins.Keys).Count() == opens.Input.Count && opens.Input.All(pair => drafted.GetValueOrDefault(pair.Key) == pair.Value);
}
