using System.ComponentModel.DataAnnotations;

namespace BotAssistant.Bot.Jobs;

/// <summary>Section <c>Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How often the queue is looked at for what other servers queued and for what has become due; our own turns say so at once.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often messages whose sender died are looked for. At most the lease, or they wait twice as long.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Interactive messages in flight at once.</summary>
    public int Batch { get; set; } = 20;

    /// <summary>Most reminders and campaign messages in flight at once on a channel. Their outcomes are written down together: so many would be unknown if this server died.</summary>
    [Range(1, 1000, ErrorMessage = "Outbox:BulkBatch must lie between 1 and 1000.")]
    public int BulkBatch { get; set; } = 100;

    /// <summary>
    /// Reminders and campaign messages a second on a channel, on each server; 0 = no limit. Ours: WeChat publishes no figure and answers 45011 when it is too
    /// many; the Bot Framework's connectors answer 429.
    /// </summary>
    public Dictionary<string, double> BulkPerSecond { get; set; } = [];

    /// <summary>For the channels that <see cref="BulkPerSecond"/> does not name.</summary>
    [Range(0, 100_000, ErrorMessage = "Outbox:BulkPerSecondElsewhere must lie between 0 and 100000.")]
    public double BulkPerSecondElsewhere { get; set; } = 100;

    /// <summary>A sender that holds a message longer has died. Longer than the channel's own time-out.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    public double PerSecond(string channel) => BulkPerSecond.TryGetValue(channel, out var own) ? own : BulkPerSecondElsewhere;

    /// <summary>Bulk messages in flight at once on this channel: what its pace allows in a tenth of a second, since a burst a second is felt by those who wait for an answer.</summary>
    public int BatchOf(string channel) => PerSecond(channel) is > 0 and var pace ? (int)Math.Clamp(Math.Ceiling(pace / 10), 1, BulkBatch) : BulkBatch;
}
