using System.Collections.Concurrent;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// Keeps a server from hammering what the platform has closed: one API for the rest of the day, or the whole account for a while. In memory,
/// since it guards nothing but the platform's patience: a restarted server asks once and learns again.
/// </summary>
internal sealed class Breakers(TimeProvider time)
{
    private const string Account = "*";
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, string Reason)> _open = new(StringComparer.Ordinal);

    /// <summary>Closed until 00:00 in Shanghai, when the platform counts anew. Returns how long that is.</summary>
    public TimeSpan CloseForToday(string api, string reason)
    {
        var now = ChinaTime.Now(time);
        var midnight = new DateTimeOffset(now.Date.AddDays(1), now.Offset);
        _open[api] = (midnight, reason);
        return midnight - now;
    }

    public void StopAccount(TimeSpan pause, string reason) => _open[Account] = (time.GetUtcNow() + pause, reason);

    /// <summary>Why the call must not be made now; null when it may.</summary>
    public ApiAnswer? Check(string api)
    {
        if (Find(Account) is { } stop)
        {
            return new ApiAnswer.Stopped(stop.Reason);
        }

        return Find(api) is { } closed ? new ApiAnswer.NotTaken(closed.Reason, closed.Until - time.GetUtcNow()) : null;
    }

    private (DateTimeOffset Until, string Reason)? Find(string key) =>
        _open.TryGetValue(key, out var open) && open.Until > time.GetUtcNow() ? open : null;
}
