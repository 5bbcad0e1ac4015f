using System.Collections.Concurrent;

namespace BotAssistant.Bot.Turns;

/// <summary>Wakes this server's senders when something was queued here, so that it need not wait for their next look.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentBag<Listener> listeners = [];

    public void Raise()
    {
        foreach (var listener in listeners)
        {
            listener.Raise();
        }
    }

    /// <summary>From now on no signal is missed, also between two waits.</summary>
    public Listener Listen()
    {
        var listener = new Listener();
        listeners.Add(listener);
        return listener;
    }

    internal sealed class Listener
    {
        // No wait handle is ever asked of it, so that there is nothing to dispose of.
        private readonly SemaphoreSlim raised = new(0, 1);

        public void Raise()
        {
            try
            {
                raised.Release();
            }
            catch (SemaphoreFullException)
            {
                // Raised already: one look serves both.
            }
        }

        /// <summary>Ends at the signal or after the pause, whichever comes first.</summary>
        public Task WaitAsync(TimeSpan pause, CancellationToken stop) => raised.WaitAsync(pause, stop);
    }
}
