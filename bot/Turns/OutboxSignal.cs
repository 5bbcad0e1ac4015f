namespace BotAssistant.Bot.Turns;

/// <summary>Wakes this server's sender when a turn has queued something, so that an answer need not wait for its next look.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        if (raised.CurrentCount == 0)
        {
            try
            {
                raised.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two turns at once: one look serves both.
            }
        }
    }

    /// <summary>Ends at the signal or after the pause, whichever comes first.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken stop) => raised.WaitAsync(pause, stop);

    public void Dispose() => raised.Dispose();
}
