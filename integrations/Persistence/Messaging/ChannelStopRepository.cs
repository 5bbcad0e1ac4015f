using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ChannelStopRepository(BotContext bot, UnitOfWork unit, TimeProvider time) : IChannelStops
{
    private const string Begin = """
        INSERT INTO "ChannelStops" ("Channel", "Reason", "Since", "Until") VALUES (@channel, @reason, @now, @until) ON CONFLICT ("Channel") DO NOTHING
        """;

    public async Task<IReadOnlyList<ChannelStop>> CurrentAsync(CancellationToken stop)
        => await bot.ChannelStops.OrderBy(row => row.Channel).Select(row => new ChannelStop(row.Channel, row.Reason, row.Since, row.Until)).ToListAsync(stop);

    public Task<bool> StopAsync(string channel, string reason, DateTimeOffset until, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var began = await store.ExecuteAsync(
            Begin, stop, ("@channel", channel), ("@reason", reason), ("@now", store.Instant(time.GetUtcNow())), ("@until", store.Instant(until)));
        if (began == 0)
        {
            await store.ChannelStops.Where(row => row.Channel == channel)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until).SetProperty(row => row.Reason, reason), stop);
        }

        return began == 1;
    }, stop);

    public Task<bool> EndAsync(string channel, CancellationToken stop)
        => unit.WriteAsync(async store => await store.ChannelStops.Where(row => row.Channel == channel).ExecuteDeleteAsync(stop) == 1, stop);
}

/// <summary>Which channels a claim may take from.</summary>
internal sealed class ChannelGate(BotContext store, DateTimeOffset now, TimeSpan trial)
{
    /// <returns>
    /// The channels that are not stopped; or, when the time of a stop has come, that channel alone, for a trial with one message: of all servers only this one
    /// makes it.
    /// </returns>
    public async Task<(IReadOnlyCollection<string> Channels, bool IsTrial)> OpenAsync(IReadOnlyCollection<string> channels, CancellationToken stop)
    {
        var stopped = await store.QueryAsync(
            """SELECT "Channel", "Until" FROM "ChannelStops" """, reader => (Channel: reader.GetString(0), Until: store.ReadInstant(reader, 1)), stop);
        foreach (var (channel, _) in stopped.Where(row => row.Until <= now && channels.Contains(row.Channel)))
        {
            if (await store.ChannelStops.Where(row => row.Channel == channel && row.Until <= now).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, now + trial), stop) == 1)
            {
                return ([channel], true);
            }
        }

        return ([.. channels.Except(stopped.Select(row => row.Channel))], false);
    }
}
