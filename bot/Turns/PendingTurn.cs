using BotAssistant.Messaging;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// A turn on its way, and the requests that wait for its answer. Before it commits, the turn asks whether anybody still waits: then the
/// answer goes with the request; otherwise it is queued to be pushed. Never both.
/// </summary>
internal sealed class PendingTurn
{
    private readonly Lock door = new();
    private readonly TaskCompletionSource<IReadOnlyList<OutboundPart>> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;
    private bool claimed;

    /// <summary>Completes when the turn has ended, however it did.</summary>
    public Task Ended => answered.Task;

    /// <summary>One more request waits. To be called before the turn may end.</summary>
    public void Join()
    {
        lock (door)
        {
            waiting++;
        }
    }

    /// <summary>The turn is about to commit: true = the answer goes with the waiting request, and the turn must say how it ended.</summary>
    public bool TryClaim()
    {
        lock (door)
        {
            claimed = waiting > 0;
            return claimed;
        }
    }

    /// <summary>The commit failed and the turn runs again.</summary>
    public void Unclaim()
    {
        lock (door)
        {
            claimed = false;
        }
    }

    public void Answered(IReadOnlyList<OutboundPart> parts) => answered.TrySetResult(parts);

    /// <summary>
    /// The turn could not be finished here, and perhaps its commit arrived all the same. Whoever waits must not acknowledge: the platform's
    /// next try is given what was stored, and recovery takes up what was not.
    /// </summary>
    public void GaveUp(Exception why) => answered.TrySetException(new TimeoutException("The turn did not end.", why));

    /// <summary>Waits for the answer; empty when patience ends before the turn has claimed the request, or when there is none.</summary>
    /// <exception cref="TimeoutException">The answer was promised to this request and its commit hangs or broke: the request must not be acknowledged.</exception>
    public async Task<IReadOnlyList<OutboundPart>> WaitAsync(TimeSpan patience, TimeSpan grace, TimeProvider time)
    {
        try
        {
            return await answered.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException) when (!answered.Task.IsFaulted)
        {
            if (Leave())
            {
                return [];
            }
        }

        return await answered.Task.WaitAsync(grace, time);
    }

    /// <summary>False when the answer has been promised to this request meanwhile.</summary>
    private bool Leave()
    {
        lock (door)
        {
            if (claimed)
            {
                return false;
            }

            waiting--;
            return true;
        }
    }
}
