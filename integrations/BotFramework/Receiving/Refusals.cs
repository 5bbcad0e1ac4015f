using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>
/// Notes refused requests for the operator without letting a stranger fill the log or the database: nothing is stored, each reason is logged at
/// most once a minute, and nothing of the request is repeated.
/// </summary>
internal sealed class Refusals(ILogger<Refusals> logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Tally> _tallies = new();

    /// <param name="reason">One of our own codes.</param>
    public void Note(string reason)
    {
        if (_tallies.GetOrAdd(reason, _ => new Tally()).Count(time) is { } since)
        {
            logger.LogWarning("Bot Framework requests refused: {Reason}, {Count} since the last such line. Wrong AppId or cloud, or not Azure", reason, since);
        }
    }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private long? _saidAt;
        private int _count;

        /// <summary>The count since the last line when it is time for another.</summary>
        public int? Count(TimeProvider time)
        {
            lock (_gate)
            {
                _count++;
                if (_saidAt is { } at && time.GetElapsedTime(at) < Quiet)
                {
                    return null;
                }

                (var count, _count, _saidAt) = (_count, 0, time.GetTimestamp());
                return count;
            }
        }
    }
}
