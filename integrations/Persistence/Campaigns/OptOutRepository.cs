using BotAssistant.Campaigns;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class OptOutRepository(BotContext bot, UnitOfWork unit) : IOptOuts
{
    private const string Add = """
        INSERT INTO "OptOuts" ("PersonId", "Since") VALUES (@person, @since) ON CONFLICT ("PersonId") DO NOTHING
        """;

    public async Task<DateTimeOffset?> FindAsync(Guid personId, CancellationToken stop)
        => (await bot.OptOuts.AsNoTracking().SingleOrDefaultAsync(o => o.PersonId == personId, stop))?.Since;

    public Task AddAsync(Guid personId, DateTimeOffset at, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        await store.ExecuteAsync(Add, stop, ("@person", personId), ("@since", store.Instant(at)));
        return await store.Outbox
            .Where(o => o.CampaignId != null && (o.State == OutboxState.Queued || o.State == OutboxState.Parked) && store.ChatIdentities.Any(c => c.PersonId == personId && c.Address == o.Address))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Cancelled).SetProperty(o => o.Reason, CampaignGate.OptedOut), stop);
    }, stop);

    public Task RemoveAsync(Guid personId, CancellationToken stop)
        => unit.WriteAsync(store => store.OptOuts.Where(o => o.PersonId == personId).ExecuteDeleteAsync(stop), stop);
}
