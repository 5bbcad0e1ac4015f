using BotAssistant.Records;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class LedgerRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : ILedgers
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("ledger", stop), stop);

    public async Task AddAsync(LedgerEntry entry, CancellationToken stop)
    {
        var row = Fill(entry);
        await unit.AddAsync([row], stop);
        versions.Remember(entry, row.Version);
    }

    public async Task SaveAsync(LedgerEntry entry, CancellationToken stop)
    {
        var row = Fill(entry);
        row.Version = versions.Of(entry);
        await unit.WriteAsync(async store =>
        {
            if (store.LedgerEntries.Local.FindEntry(entry.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.LedgerEntries.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(entry, row.Version);
    }

    public async Task<LedgerEntry?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<LedgerEntry>> BetweenAsync(Guid workshopId, DateOnly from, DateOnly to, int limit, CancellationToken stop)
    {
        var rows = await bot.LedgerEntries.AsNoTracking().Where(e => e.WorkshopId == workshopId && e.On >= from && e.On <= to)
            .OrderBy(e => e.On).ThenBy(e => e.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public async Task<LedgerSummary> SummaryAsync(Guid workshopId, LedgerKind kind, DateOnly monthBegan, CancellationToken stop)
    {
        var lines = bot.LedgerEntries.Where(e => e.WorkshopId == workshopId && e.Kind == kind && e.VoidedAt == null);
        var last = await lines.OrderByDescending(e => e.On).Select(e => (DateOnly?)e.On).FirstOrDefaultAsync(stop);
        return new LedgerSummary(last, last < monthBegan ? 0 : await lines.CountAsync(e => e.On >= monthBegan, stop));
    }

    private LedgerEntryRow Fill(LedgerEntry entry) => new()
    {
        Id = entry.Id,
        Number = entry.Number,
        WorkshopId = entry.WorkshopId,
        Kind = entry.Kind,
        On = entry.On,
        RecordedAt = entry.RecordedAt,
        VoidedAt = entry.VoidedAt,
        Content = keys.Seal(SealedColumn.LedgerContent, new Content(entry.Item, entry.Facts, entry.By, entry.VoidReason)),
    };

    private LedgerEntry Bring(LedgerEntryRow row)
    {
        var content = keys.Open<Content>(SealedColumn.LedgerContent, row.Content);
        var entry = new LedgerEntry(row.Id, row.Number, row.WorkshopId, row.Kind, row.On, content.Item, content.Facts, row.RecordedAt, content.By).Restore(row.VoidedAt, content.VoidReason);
        versions.Remember(entry, row.Version);
        return entry;
    }

    /// <summary>What is sealed: a workshop's suppliers and amounts are its own business.</summary>
    private sealed record Content(LedgerItem Item, LedgerFacts Facts, string By, string? VoidReason);
}
