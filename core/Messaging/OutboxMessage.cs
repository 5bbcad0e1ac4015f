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

/// <summary>Two queues in one: what many are told never holds up what one waits for.</summary>
public enum OutboxLane
{
    /// <summary>Answers, and what concerns one person's open matter.</summary>
    Interactive,
    /// <summary>Reminders and campaigns: paced, and behind everything interactive of the same person.</summary>
    Bulk,
}

/// <summary>What a sender can do: its channels, and by which routes they reach people.</summary>
/// <param name="Channels">The channels that this process can reach.</param>
/// <param name="Counting">Those of them that count our sends (<see cref="IChannel.CountsSends"/>).</param>
/// <param name="Templates">By channel, best route first.</param>
public sealed record SendTerms(IReadOnlyCollection<string> Channels, IReadOnlyCollection<string> Counting, IReadOnlyDictionary<string, IReadOnlyList<NoticeTemplate>> Templates)
{
    public static SendTerms Of(IEnumerable<IChannel> channels)
    {
        var open = channels.Where(channel => channel.IsOpen).ToList();
        return new SendTerms(
            [.. open.Select(channel => channel.Name)],
            [.. open.Where(channel => channel.CountsSends).Select(channel => channel.Name)],
            open.ToDictionary(channel => channel.Name, channel => channel.Templates));
    }
}

/// <summary>An outgoing message with a state a person can see (promise 2).</summary>
public sealed record OutboxMessage(Guid Id, ChatAddress To, OutboundPart Part, DateTimeOffset QueuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The inbound message this answers, if any.</summary>
    public Guid? AnswerTo { get; init; }

    /// <summary>Order among the messages queued together, from 0. A later one waits for the earlier ones of the same person.</summary>
    public int Sequence { get; init; }

    /// <summary>What it is about, if we begin it and it may go by a template; null = only into the open conversation.</summary>
    public Notice? Notice { get; init; }

    public OutboxLane Lane { get; init; } = OutboxLane.Interactive;

    /// <summary>The campaign it belongs to: it goes only while that runs, in its hours, and to nobody who has opted out.</summary>
    public Guid? CampaignId { get; init; }

    public OutboxState State { get; init; } = OutboxState.Queued;

    /// <summary>How it goes, or went; decided with the claim, null before.</summary>
    public OutboundRoute? Route { get; init; }

    /// <summary>The template it goes by, on the routes that need one.</summary>
    public NoticeTemplate? Template { get; init; }

    /// <summary>Claimed to try whether a stopped channel (<see cref="IChannelStops"/>) is open again.</summary>
    public bool IsTrial { get; init; }

    public int Attempts { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public string? PlatformId { get; init; }
    public string? Reason { get; init; }
}

/// <summary>The durable outbox.</summary>
public interface IOutbox
{
    /// <summary>Something was queued through this very instance: after the commit the senders should look.</summary>
    bool HasQueued { get; }

    /// <summary>Queues within the open transaction.</summary>
    Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stop);

    /// <summary>
    /// Takes up to <paramref name="limit"/> due messages of a lane for <paramref name="lease"/>, in a transaction of its own, and decides the best lawful route of
    /// each: into the conversation (where the channel counts sends, one is taken from the person's window with it), else by a template that fits its notice
    /// (with it one consent, or one of the day's quota, is taken), else it is parked. At most one message a person at a time, in order; a bulk one waits for all
    /// interactive ones of the same person. Expired ones are marked, not returned, and nothing goes on a channel that is stopped.
    /// </summary>
    Task<IReadOnlyList<OutboxMessage>> ClaimAsync(SendTerms terms, OutboxLane lane, int limit, TimeSpan lease, CancellationToken stop);

    /// <summary>
    /// Records the outcomes of claimed messages and does what each entails: re-queue with back-off (30 s doubling, 6 attempts), close the route and try the next
    /// best or park, cancel the rest for a person who is gone, fail. What was taken for a message that the platform did not take is given back.
    /// </summary>
    Task FinishAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes, CancellationToken stop);

    /// <summary>Takes in what the platform says of messages to this chat that it had taken, within the open transaction; also before it is known what it called them.</summary>
    Task ReportAsync(ChatAddress chat, IReadOnlyList<DeliveryReport> reports, CancellationToken stop);

    /// <summary>
    /// Messages whose sender died are queued again on the channels that send once (<see cref="IChannel.SendsOnce"/>) and become
    /// <see cref="OutboxState.Unknown"/> on all others; returns how many became unknown.
    /// </summary>
    Task<int> SweepAsync(IReadOnlyCollection<string> channelsThatSendOnce, CancellationToken stop);

    /// <summary>Cancels everything queued or parked for a person, within the open transaction if there is one.</summary>
    Task<int> CancelAsync(ChatAddress to, string reason, CancellationToken stop);

    /// <summary>For staff: the messages in a state (null = any), newest first.</summary>
    Task<IReadOnlyList<OutboxMessage>> RecentAsync(OutboxState? state, int limit, CancellationToken stop);

    /// <summary>For staff: how many messages queued since then stand in which state, by which route, for which reason.</summary>
    Task<IReadOnlyList<DeliveryCount>> CountAsync(DateTimeOffset since, CancellationToken stop);
}

/// <summary>So many messages of a channel with the same fate.</summary>
public sealed record DeliveryCount(string Channel, OutboundRoute? Route, OutboxState State, string? Reason, int Count);
