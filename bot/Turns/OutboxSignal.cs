using System.Collections.Concurrent;

namespace BotAssistant.Bot.Turns;

/// <summary>Wakes this server's senders when something was queued here, so that it need not wait for their next look.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<Listener, bool> listeners = [];

    public void Raise()
    {
        foreach (var listener in listeners.Keys)
        {
            listener.Raise();
        }
    }

    /// <summary>From now on no signal is missed, also between two waits.</summary>
    public Listener Listen()
    {
        var listener = new Listener(this);
        listeners[listener] = true;
        return listener;
    }

    internal sealed class Listener(OutboxSignal signal) : IDisposable
    {
        private readonly SemaphoreSlim raised = new(0, 1);

        public void Raise()
        {
            try
            {
                raised.Release();
            }
            catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
            {
                // Raised already: one look serves both. Or nobody listens any more.
            }
        }

        /// <summary>Ends at the signal or after the pause, whichever comes first.</summary>
        public Task WaitAsync(TimeSpan pause, CancellationToken stop) => raised.WaitAsync(pause, stop);

        public void Dispose()
        {
            signal.listeners.TryRemove(this, out _);
            raised.Dispose();
        }
    }
}
