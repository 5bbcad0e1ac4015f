using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>Section <c>Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How often the queue is looked at for what other servers queued and for what has become due; our own turns say so at once.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often messages whose sender died are looked for. At most the lease, or they wait twice as long.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages in flight at once.</summary>
    public int Batch { get; set; } = 20;

    /// <summary>A sender that holds a message longer has died. Longer than the channel's own time-out.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Sends what is queued. The channel classifies the outcome, the queue decides what follows.</summary>
internal sealed class OutboxSender(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, OutboxSignal due, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxSender> log) : BackgroundService
{
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);
    private readonly string[] open = [.. channels.Where(channel => channel.IsOpen).Select(channel => channel.Name)];
    private readonly string[] counting = [.. channels.Where(channel => channel.CountsSends).Select(channel => channel.Name)];
    private readonly string[] sendingOnce = [.. channels.Where(channel => channel.SendsOnce).Select(channel => channel.Name)];
    private long? sweptAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken) == options.Value.Batch)
                {
                    // A full batch: there is more.
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The outbox failed; it tries again in {Pause}", options.Value.Every);
            }

            await due.WaitAsync(options.Value.Every, stoppingToken);
        }
    }

    /// <summary>One look at the queue; returns how many messages it found.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        IReadOnlyList<OutboxMessage> claimed;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
            await SweepAsync(outbox, stop);
            claimed = await outbox.ClaimAsync(open, counting, options.Value.Batch, options.Value.Lease, stop);
        }

        await Task.WhenAll(claimed.Select(SendAsync));
        return claimed.Count;
    }

    private async Task SweepAsync(IOutbox outbox, CancellationToken stop)
    {
        if (sweptAt is { } at && time.GetElapsedTime(at) < options.Value.SweepEvery)
        {
            return;
        }

        if (await outbox.SweepAsync(sendingOnce, stop) is > 0 and var lost)
        {
            log.LogWarning("{Count} messages were being sent when their server died; their outcome is unknown and they are not sent again", lost);
        }

        sweptAt = time.GetTimestamp();
    }

    /// <summary>Once a message is claimed, stopping waits for its outcome: a send that is cut off could not be repeated.</summary>
    private async Task SendAsync(OutboxMessage message)
    {
        var result = await byName[message.To.Channel].SendAsync(message.To, message.Part with { MessageId = message.Id }, CancellationToken.None);
        TurnTelemetry.Sends.Add(1, new KeyValuePair<string, object?>("channel", message.To.Channel), new KeyValuePair<string, object?>("outcome", result.GetType().Name));
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOutbox>().FinishAsync(message, result, CancellationToken.None);
    }
}
