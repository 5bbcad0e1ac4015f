using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotAssistant.WeChat.Receiving;

/// <summary>
/// Notes refused callbacks for the operator without letting a stranger fill the log or the database: nothing is stored, each reason is
/// logged at most once a minute, and no content is repeated.
/// </summary>
internal sealed class Refusals(ILogger<Refusals> logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Tally> _tallies = new();

    public void Note(string reason)
    {
        var tally = _tallies.GetOrAdd(reason, _ => new Tally());
        if (tally.Count(time, Quiet) is { } since)
        {
            logger.LogWarning("WeChat callbacks refused: {Reason}, {Count} since the last such line. Wrong Token or EncodingAESKey, or not WeChat", reason, since);
        }
    }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private long? _saidAt;
        private int _count;

        /// <summary>The count since the last line when it is time for another.</summary>
        public int? Count(TimeProvider time, TimeSpan quiet)
        {
            lock (_gate)
            {
                _count++;
                if (_saidAt is { } at && time.GetElapsedTime(at) < quiet)
                {
                    return null;
                }

                (var count, _count, _saidAt) = (_count, 0, time.GetTimestamp());
                return count;
            }
        }
    }
}
