using System.Collections.Concurrent;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// Keeps a server from hammering what the platform has closed: one API for the rest of the day, or an API or the whole account for a moment. In memory,
/// since it guards nothing but the platform's patience: a restarted server asks once and learns again.
/// </summary>
internal sealed class Breakers(TimeProvider time)
{
    /// <summary>
    /// As long as what was under way when the account was stopped. Longer, and a server would go on refusing after a person has ended the outbox's stop
    /// (<see cref="Messaging.IChannelStops"/>), which is what holds the messages for all servers.
    /// </summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private const string Account = "*";
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, string Reason)> _closed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Stop> _stopped = new(StringComparer.Ordinal);

    /// <summary>Closed until 00:00 in Shanghai, when the platform counts anew. Returns how long that is.</summary>
    public TimeSpan CloseForToday(string api, string reason)
    {
        var now = time.GetUtcNow();
        var midnight = ChinaTime.EndOfDay(now);
        _closed[api] = (midnight, reason);
        return midnight - now;
    }

    /// <summary>No calls for a moment, and no messages for the pause. Returns the pause.</summary>
    public TimeSpan StopAccount(TimeSpan pause, string reason) => StopApi(Account, pause, reason);

    /// <summary>The same for one API that the account may not use.</summary>
    public TimeSpan StopApi(string api, TimeSpan pause, string reason)
    {
        var now = time.GetUtcNow();
        _stopped[api] = new Stop(now + (pause < Hold ? pause : Hold), now + pause, reason);
        return pause;
    }

    /// <summary>Why the call must not be made now; null when it may.</summary>
    public ApiAnswer? Check(string api)
    {
        var now = time.GetUtcNow();
        foreach (var stopped in (ReadOnlySpan<string>)[Account, api])
        {
            if (_stopped.TryGetValue(stopped, out var stop) && stop.HeldUntil > now)
            {
                return new ApiAnswer.Stopped(stop.Reason, stop.PausedUntil - now, stopped == api);
            }
        }

        return _closed.TryGetValue(api, out var closed) && closed.Until > now ? new ApiAnswer.NotTaken(closed.Reason, closed.Until - now) : null;
    }

    private sealed record Stop(DateTimeOffset HeldUntil, DateTimeOffset PausedUntil, string Reason);
}
