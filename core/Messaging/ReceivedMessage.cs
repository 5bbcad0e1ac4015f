namespace BotAssistant.Messaging;

public enum ReceivedState
{
    /// <summary>Ours, and not answered yet. Found again after a crash.</summary>
    Waiting,
    Answered,
    /// <summary>The turn failed every time; the person was told. <see cref="ReceivedMessage.Error"/> says why.</summary>
    Failed,
}

/// <summary>The inbox row of one inbound message.</summary>
public sealed class ReceivedMessage(Guid id, InboundMessage message, DateTimeOffset receivedAt)
{
    public Guid Id { get; } = id;
    public InboundMessage Message { get; } = message;
    public DateTimeOffset ReceivedAt { get; } = receivedAt;
    public ReceivedState State { get; private set; } = ReceivedState.Waiting;
    public int Attempts { get; private set; }

    /// <summary>What was, or is to be, answered on the platform's own request; a retry gets the same.</summary>
    public IReadOnlyList<OutboundPart> DirectReplies { get; private set; } = [];

    public string? Error { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public void Answer(IReadOnlyList<OutboundPart> directReplies, DateTimeOffset now)
    {
        State = ReceivedState.Answered;
        DirectReplies = directReplies;
        FinishedAt = now;
    }

    public void Fail(string error, IReadOnlyList<OutboundPart> directReplies, DateTimeOffset now)
    {
        State = ReceivedState.Failed;
        Error = error;
        DirectReplies = directReplies;
        FinishedAt = now;
    }

    /// <summary>For the store: brings a row back to life.</summary>
    public ReceivedMessage Restore(ReceivedState state, int attempts, IReadOnlyList<OutboundPart> directReplies, string? error, DateTimeOffset? finishedAt)
    {
        (State, Attempts, DirectReplies, Error, FinishedAt) = (state, attempts, directReplies, error, finishedAt);
        return this;
    }
}

/// <summary>The durable inbox.</summary>
public interface IReceivedMessages
{
    /// <summary>
    /// Stores the message in a transaction of its own, so that it is ours from here on, opens the send window it grants, and
    /// keeps the route it names.
    /// <c>IsNew</c> is false when the dedupe key is known; then the stored row is returned as it stands.
    /// </summary>
    Task<(ReceivedMessage Row, bool IsNew)> AddAsync(InboundMessage message, CancellationToken stop);

    /// <summary>Reads the row afresh, locked for the turn when a transaction is open; null when it has been purged.</summary>
    Task<ReceivedMessage?> FindAsync(Guid id, CancellationToken stop);

    /// <summary>Writes state, reply and error of the row within the open transaction.</summary>
    Task SaveAsync(ReceivedMessage row, CancellationToken stop);

    /// <summary>Counts one more try, in a transaction of its own, and returns the count: a message that kills the server must not do so for ever.</summary>
    Task<int> CountAttemptAsync(Guid id, CancellationToken stop);

    /// <summary>Rows still waiting that were received before <paramref name="before"/>, oldest first.</summary>
    Task<IReadOnlyList<Guid>> WaitingAsync(DateTimeOffset before, int limit, CancellationToken stop);
}
