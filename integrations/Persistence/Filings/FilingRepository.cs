using BotAssistant.Filings;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class FilingRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : IFilings
{
    public async Task<Filing?> FindAsync(Guid id, CancellationToken stop)
        => Bring(await bot.Filings.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, stop));

    public async Task<Filing?> FindByNumberAsync(int number, CancellationToken stop)
        => Bring(await bot.Filings.AsNoTracking().SingleOrDefaultAsync(f => f.Number == number, stop));

    public async Task<Filing?> FindOpenSameAsync(string? creditCode, string ownerAtAddressHash, CancellationToken stop)
    {
        var open = bot.Filings.AsNoTracking().Where(f => f.State == FilingState.Submitted || f.State == FilingState.Returned);
        var same = creditCode is null ? null : await open.FirstOrDefaultAsync(f => f.CreditCode == creditCode, stop);
        return Bring(same ?? await open.FirstOrDefaultAsync(f => f.OwnerAtAddressHash == ownerAtAddressHash, stop));
    }

    public async Task<IReadOnlyList<Filing>> OfAsync(Guid personId, CancellationToken stop)
    {
        var rows = await bot.Filings.AsNoTracking().Where(f => f.OwnerId == personId)
            .OrderByDescending(f => f.SubmittedAt).ThenByDescending(f => f.Number).ToListAsync(stop);
        return [.. rows.Select(row => Bring(row)!)];
    }

    public async Task<(IReadOnlyList<Filing> Page, int Total)> SubmittedAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var all = bot.Filings.AsNoTracking().Where(f => f.State == FilingState.Submitted);
        var submitted = districts is null ? all : all.Where(f => districts.Contains(f.District));
        var rows = await submitted.OrderBy(f => f.SubmittedAt).ThenBy(f => f.Number).Take(limit).ToListAsync(stop);
        var total = rows.Count < limit ? rows.Count : await submitted.CountAsync(stop);
        return ([.. rows.Select(row => Bring(row)!)], total);
    }

    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("filing", stop), stop);

    public async Task AddAsync(Filing filing, CancellationToken stop)
    {
        var row = Fill(new FilingRow { District = "", OwnerAtAddressHash = "", Content = "", Steps = "" }, filing);
        await unit.AddAsync([row], stop);
        versions.Remember(filing, row.Version);
    }

    public async Task SaveAsync(Filing filing, CancellationToken stop)
    {
        var row = Fill(new FilingRow { District = "", OwnerAtAddressHash = "", Content = "", Steps = "", Version = versions.Of(filing) }, filing);
        await unit.WriteAsync(async store =>
        {
            if (store.Filings.Local.FindEntry(filing.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.Filings.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(filing, row.Version);
    }

    private FilingRow Fill(FilingRow row, Filing filing)
    {
        (row.Id, row.Number, row.OwnerId, row.WorkshopId) = (filing.Id, filing.Number, filing.OwnerId, filing.WorkshopId);
        (row.District, row.CreditCode, row.OwnerAtAddressHash) = (filing.District, filing.CreditCode, filing.OwnerAtAddressHash);
        (row.State, row.SubmittedAt) = (filing.State, filing.SubmittedAt);
        row.Content = keys.Seal(SealedColumn.FilingContent, filing.Content);
        row.Steps = keys.Seal(SealedColumn.FilingSteps, filing.Steps);
        return row;
    }

    private Filing? Bring(FilingRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var content = keys.Open<FilingContent>(SealedColumn.FilingContent, row.Content);
        var steps = keys.Open<List<FilingStep>>(SealedColumn.FilingSteps, row.Steps);
        var filing = Filing.Restore(row.Id, row.Number, row.OwnerId, row.WorkshopId, row.OwnerAtAddressHash, content, row.State, row.SubmittedAt, steps);
        versions.Remember(filing, row.Version);
        return filing;
    }
}
