using BotAssistant.Honours;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ConductRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IConduct
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("conduct", stop), stop);

    public Task AddAsync(ConductEntry entry, CancellationToken stop) => unit.AddAsync([new ConductRow
    {
        Licence = entry.Licence,
        Kind = entry.Kind,
        Day = entry.Evidence.Day,
        Reference = entry.Evidence.Reference,
        Number = entry.Number,
        EnteredAt = entry.EnteredAt,
        Content = Seal(entry),
    }], stop);

    public async Task<ConductEntry?> FindByNumberAsync(int number, CancellationToken stop)
        => number > 0 && await bot.Conduct.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<bool> VoidAsync(ConductEntry voided, CancellationToken stop)
    {
        var content = Seal(voided);
        return await unit.WriteAsync(store => store.Conduct.Where(row => row.Number == voided.Number && row.VoidedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.VoidedAt, voided.VoidedAt).SetProperty(r => r.Content, content), stop), stop) == 1;
    }

    public async Task<IReadOnlyList<Evidence>> OfAsync(string licence, ConductKind kind, CancellationToken stop)
        => await bot.Conduct.Where(row => row.Licence == licence && row.Kind == kind && row.VoidedAt == null).OrderBy(row => row.Day).Select(row => new Evidence(row.Day, row.Reference)).ToListAsync(stop);

    public async Task<IReadOnlyList<ConductEntry>> EntriesAsync(string licence, int limit, CancellationToken stop)
    {
        var rows = await bot.Conduct.AsNoTracking().Where(row => row.Licence == licence).OrderByDescending(row => row.Day).ThenByDescending(row => row.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    private string Seal(ConductEntry entry) => keys.Seal(SealedColumn.ConductContent, new Content(entry.By, entry.VoidedBy, entry.VoidReason));

    private ConductEntry Bring(ConductRow row)
    {
        var content = row.Content is null ? new Content("", null, null) : keys.Open<Content>(SealedColumn.ConductContent, row.Content);
        return new ConductEntry(row.Number, row.Licence, row.Kind, new Evidence(row.Day, row.Reference), row.EnteredAt, content.By) { VoidedAt = row.VoidedAt, VoidedBy = content.VoidedBy, VoidReason = content.VoidReason };
    }

    private sealed record Content(string By, string? VoidedBy, string? VoidReason);
}
