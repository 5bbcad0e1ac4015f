using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>
/// Sends what is queued. The channel classifies the outcome, the queue decides what follows. What one waits for (interactive) has a loop of its own, and what many
/// are told (bulk) one for each channel, so that neither a long queue nor a slow platform keeps anybody else waiting.
/// </summary>
internal sealed class OutboxSender(
    IServiceScopeFactory scopes, IEnumerable<IChannel> channels, ChannelIncidents incidents, OutboxSignal due, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxSender> log)
    : BackgroundService
{
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);
    private readonly string[] sendingOnce = [.. channels.Where(channel => channel.SendsOnce).Select(channel => channel.Name)];
    private readonly SendTerms all = SendTerms.Of(channels);
    private readonly IReadOnlyList<(string Channel, SendTerms Terms)> one = [.. channels.Where(channel => channel.IsOpen).Select(channel => (channel.Name, SendTerms.Of([channel])))];
    private long? sweptAt;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll([InteractiveAsync(stoppingToken), .. one.Select(channel => BulkAsync(channel.Channel, channel.Terms, stoppingToken))]);

    /// <summary>One look at each lane; returns how many messages it found.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        await SweepAsync(stop);
        return await SendAsync(all, OutboxLane.Interactive, options.Value.Batch, stop) + await SendAsync(all, OutboxLane.Bulk, options.Value.BulkBatch, stop);
    }

    private async Task InteractiveAsync(CancellationToken stop)
    {
        using var signal = due.Listen();
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(async () =>
            {
                await SweepAsync(stop);
                while (await SendAsync(all, OutboxLane.Interactive, options.Value.Batch, stop) == options.Value.Batch)
                {
                    // A full batch: there is more.
                }
            });
            await signal.WaitAsync(options.Value.Every, stop);
        }
    }

    private async Task BulkAsync(string channel, SendTerms terms, CancellationToken stop)
    {
        using var signal = due.Listen();
        var (pace, batch) = (new Pace(options.Value.PerSecond(channel), time), options.Value.BatchOf(channel));
        while (!stop.IsCancellationRequested)
        {
            var found = 0;
            await TryAsync(async () =>
            {
                pace.Begin();
                found = await SendAsync(terms, OutboxLane.Bulk, batch, stop);
                await pace.KeepAsync(found, stop);
            });
            if (found < batch)
            {
                await signal.WaitAsync(options.Value.Every, stop);
            }
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The outbox failed; it tries again in {Pause}", options.Value.Every);
        }
    }

    /// <summary>Once a message is claimed, stopping waits for its outcome: a send that is cut off could not be repeated.</summary>
    private async Task<int> SendAsync(SendTerms terms, OutboxLane lane, int limit, CancellationToken stop)
    {
        IReadOnlyList<OutboxMessage> claimed;
        await using (var scope = scopes.CreateAsyncScope())
        {
            claimed = await scope.ServiceProvider.GetRequiredService<IOutbox>().ClaimAsync(terms, lane, limit, options.Value.Lease, stop);
        }

        if (lane == OutboxLane.Interactive)
        {
            // Each outcome at once: the person's next message waits for it.
            await Task.WhenAll(claimed.Select(async message => await FinishAsync([await SendAsync(message)])));
        }
        else if (claimed.Count > 0)
        {
            await FinishAsync(await Task.WhenAll(claimed.Select(SendAsync)));
        }

        return claimed.Count;
    }

    private async Task<(OutboxMessage Message, SendResult Result)> SendAsync(OutboxMessage message)
    {
        var channel = byName[message.To.Channel];
        var result = message is { Template: { } template, Notice: { } notice }
            ? await channel.SendAsync(message.To, notice, template, message.Id, CancellationToken.None)
            : await channel.SendAsync(message.To, message.Part with { MessageId = message.Id }, CancellationToken.None);
        TurnTelemetry.Sends.Add(1, new KeyValuePair<string, object?>("channel", message.To.Channel), new KeyValuePair<string, object?>("outcome", result.GetType().Name));
        return (message, result);
    }

    private async Task FinishAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IOutbox>().FinishAsync(outcomes, CancellationToken.None);
        }

        await incidents.NoteAsync(outcomes);
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        if (sweptAt is { } at && time.GetElapsedTime(at) < options.Value.SweepEvery)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IOutbox>().SweepAsync(sendingOnce, stop) is > 0 and var lost)
        {
            log.LogWarning("{Count} messages were being sent when their server died; their outcome is unknown and they are not sent again", lost);
        }

        sweptAt = time.GetTimestamp();
    }

    /// <summary>So many messages a second on the average of each batch; 0 = as fast as it goes.</summary>
    private sealed class Pace(double perSecond, TimeProvider time)
    {
        private long began;

        public void Begin() => began = time.GetTimestamp();

        public async Task KeepAsync(int sent, CancellationToken stop)
        {
            if (perSecond > 0 && TimeSpan.FromSeconds(sent / perSecond) - time.GetElapsedTime(began) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, time, stop);
            }
        }
    }
}
