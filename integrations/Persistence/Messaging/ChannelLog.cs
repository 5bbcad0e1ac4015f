using System.Threading.Channels;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Persistence;

/// <summary>
/// The channel log: callers leave an entry in a bounded queue, this service writes them in batches. When the database is slower than the platform
/// the oldest entries are dropped and counted: the log must not slow a turn down.
/// </summary>
internal sealed class ChannelLog : BackgroundService, IChannelLog
{
    private const int QueueLength = 10_000;
    private const int BatchSize = 500;
    private readonly Channel<ChannelLogEntry> queue;
    private readonly IDbContextFactory<BotContext> contexts;
    private readonly WriteGate gate;
    private readonly ILogger<ChannelLog> logger;
    private long dropped;

    public ChannelLog(IDbContextFactory<BotContext> contexts, WriteGate gate, ILogger<ChannelLog> logger)
    {
        (this.contexts, this.gate, this.logger) = (contexts, gate, logger);
        var options = new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        queue = Channel.CreateBounded<ChannelLogEntry>(options, _ => Interlocked.Increment(ref dropped));
    }

    /// <summary>Entries lost since the start, because the queue was full or the database refused them.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    public void Write(ChannelLogEntry entry) => queue.Writer.TryWrite(entry);

    public async Task<IReadOnlyList<ChannelLogEntry>> ReadAsync(Guid? about, int limit, CancellationToken stop)
    {
        await using var bot = await contexts.CreateDbContextAsync(stop);
        var rows = bot.ChannelLog.AsNoTracking();
        return await (about is null ? rows : rows.Where(r => r.About == about))
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit)
            .Select(r => new ChannelLogEntry(r.At, r.Channel, r.About, r.Call, r.Outcome, r.Took, r.Trace))
            .ToListAsync(stop);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The loop ends when the queue is empty: nothing is left behind by an orderly stop.
        queue.Writer.TryComplete();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ChannelLogEntry>(BatchSize);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await StoreAsync(batch);
            batch.Clear();
        }
    }

    private async Task StoreAsync(List<ChannelLogEntry> batch)
    {
        try
        {
            await using var bot = await contexts.CreateDbContextAsync();
            await using var unit = new UnitOfWork(bot, gate, contexts);
            await unit.AddAsync(batch.Select(Row), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Interlocked.Add(ref dropped, batch.Count);
            logger.LogWarning(e, "The channel log lost {Count} entries", batch.Count);
        }
    }

    private static ChannelLogRow Row(ChannelLogEntry entry) => new()
    {
        At = entry.At,
        Channel = entry.Channel,
        About = entry.About,
        Call = entry.Call,
        Outcome = entry.Outcome,
        Took = entry.Took,
        Trace = entry.Trace,
    };
}
