using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Identifiers;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>One message and what it does, inside the scope's transaction.</summary>
internal sealed class Turn(
    IPeople people,
    IConversations conversations,
    IOutbox outbox,
    IChatRoutes routes,
    PhotoIntake photoIntake,
    HelpDesk help,
    Relay relay,
    SecondOpinion opinion,
    Router router,
    Menu menu,
    ITexts texts)
{
    /// <summary>
    /// Before the transaction: fetches the message's photos. Only for a chat in the middle of a dialog or with a person: what nobody asked for is not stored.
    /// </summary>
    public async Task<(IReadOnlyList<string> Photos, Refusal? Problem)> PhotosAsync(InboundMessage message, CancellationToken stop)
        => message.Kind == InboundKind.Image && ((await conversations.LoadAsync(message.From, stop)).ActiveDraft() is not null || await relay.IsOpenAsync(message.From, stop))
            ? await photoIntake.FetchAsync(message, stop)
            : ([], null);

    /// <inheritdoc cref="SecondOpinion.AskAsync"/>
    public Task<string?> AdviceAsync(InboundMessage message, CancellationToken stop) => opinion.AskAsync(message, stop);

    /// <param name="advice">The intent that <see cref="AdviceAsync"/> gave, if any.</param>
    /// <returns>The answer; null when there is nothing to say.</returns>
    public async Task<OutboundMessage?> RunAsync(InboundMessage message, (IReadOnlyList<string> Photos, Refusal? Problem) photos, string? advice, CancellationToken stop)
    {
        if (message.Kind == InboundKind.Unfollowed)
        {
            await ForgetAsync(message.From, stop);
            return null;
        }

        if (message.Kind is InboundKind.Report or InboundKind.Unknown)
        {
            await outbox.ReportAsync(message.From, message.Deliveries, stop);
            return null;
        }

        var caller = new Caller(message.From, await people.FindAsync(message.From, stop));
        var state = await conversations.LoadAsync(message.From, stop);
        var reply = message.Kind is InboundKind.Followed or InboundKind.Scanned
            ? menu.Show(caller, state, message.Kind == InboundKind.Followed ? texts.Say("turn.followed") : null)
            : await router.AnswerAsync(caller, state, Hear(message, photos), message.ChoiceToken, advice, stop);
        await conversations.SaveAsync(message.From, reply.State, stop);
        return reply.ToMessage();
    }

    private static Heard Hear(InboundMessage message, (IReadOnlyList<string> Photos, Refusal? Problem) photos) => message.Kind switch
    {
        InboundKind.Text or InboundKind.MenuClicked => Heard.Words(TypedText.Tidy(message.Text ?? "")),
        InboundKind.Image => new Heard("", photos.Photos) { MediaProblem = photos.Problem ?? (photos.Photos.Count == 0 ? new Refusal("photo-not-now") : null) },
        InboundKind.Voice => new Heard("", []) { MediaProblem = new Refusal("voice-not-read") },
        _ => new Heard("", []) { MediaProblem = new Refusal("kind-not-read") },
    };

    /// <summary>The person left the chat: their binding, drafts and queued messages go; the statutory file stays.</summary>
    private async Task ForgetAsync(ChatAddress address, CancellationToken stop)
    {
        await help.LeaveAsync(address, stop);
        await people.UnbindAsync(address, stop);
        await conversations.EraseAsync(address, stop);
        await outbox.CancelAsync(address, "contact-left", stop);
        await routes.EraseAsync(address, stop);
    }
}
