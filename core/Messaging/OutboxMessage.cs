namespace BotAssistant.Messaging;

public enum OutboxState
{
    Queued,
    /// <summary>A sender holds it until its lease ends.</summary>
    Sending,
    Sent,
    /// <summary>The window is closed: waits for the person's next message.</summary>
    Parked,
    Failed,
    /// <summary>A sender died while it held the message: perhaps delivered, not sent again.</summary>
    Unknown,
    /// <summary>Its moment passed before it could go.</summary>
    Expired,
    Cancelled,
}

/// <summary>An outgoing message with a state a person can see (promise 2).</summary>
public sealed record OutboxMessage(Guid Id, ChatAddress To, OutboundPart Part, DateTimeOffset QueuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The inbound message this answers, if any.</summary>
    public Guid? AnswerTo { get; init; }

    /// <summary>Order among the messages queued together, from 0. A later one waits for the earlier ones of the same person.</summary>
    public int Sequence { get; init; }

    /// <summary>Erasable on opt-out; false for what the law or the filing requires.</summary>
    public bool Campaign { get; init; }

    /// <summary>The campaign it belongs to: it goes only while that runs, in its hours, and to nobody who has opted out.</summary>
    public Guid? CampaignId { get; init; }

    public OutboxState State { get; init; } = OutboxState.Queued;
    public int Attempts { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public string? PlatformId { get; init; }
    public string? Reason { get; init; }
}

/// <summary>The durable outbox.</summary>
public interface IOutbox
{
    /// <summary>Queues within the open transaction.</summary>
    Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stop);

    /// <summary>
    /// Takes up to <paramref name="limit"/> due messages for <paramref name="lease"/>, in a transaction of its own. Where the channel counts sends, one
    /// send is taken from the person's window with it; a person whose window is used up or over has the message parked instead, leaving
    /// one send in reserve is the channel's grant to decide. At most one message a person at a time, in order. Expired ones are marked, not returned.
    /// </summary>
    Task<IReadOnlyList<OutboxMessage>> ClaimAsync(IReadOnlyCollection<string> channels, IReadOnlyCollection<string> countingChannels, int limit, TimeSpan lease, CancellationToken stop);

    /// <summary>
    /// Records the outcome of a claimed message and does what it entails: re-queue with back-off (30 s doubling, 6 attempts), park and close the
    /// window, cancel the rest for a person who is gone, fail.
    /// </summary>
    Task FinishAsync(OutboxMessage message, SendResult result, CancellationToken stop);

    /// <summary>
    /// Messages whose sender died are queued again on the channels that send once (<see cref="IChannel.SendsOnce"/>) and become
    /// <see cref="OutboxState.Unknown"/> on all others; returns how many became unknown.
    /// </summary>
    Task<int> SweepAsync(IReadOnlyCollection<string> channelsThatSendOnce, CancellationToken stop);

    /// <summary>Cancels everything queued or parked for a person, within the open transaction if there is one.</summary>
    Task<int> CancelAsync(ChatAddress to, string reason, CancellationToken stop);

    /// <summary>For staff: the messages in a state (null = any), newest first.</summary>
    Task<IReadOnlyList<OutboxMessage>> RecentAsync(OutboxState? state, int limit, CancellationToken stop);
}
