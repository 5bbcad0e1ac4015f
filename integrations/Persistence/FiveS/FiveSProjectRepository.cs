using BotAssistant.FiveS;
using BotAssistant.Honours;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class FiveSProjectRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : IFiveSProjects
{
    private IQueryable<FiveSProjectRow> Kept => bot.FiveSProjects.AsNoTracking().Where(p => p.State != FiveSState.Dropped);

    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("five-s", stop), stop);

    public async Task AddAsync(FiveSProject project, CancellationToken stop)
    {
        var row = Fill(project);
        await unit.AddAsync([row], stop);
        versions.Remember(project, row.Version);
    }

    public async Task SaveAsync(FiveSProject project, CancellationToken stop)
    {
        var row = Fill(project);
        row.Version = versions.Of(project);
        await unit.WriteAsync(async store =>
        {
            if (store.FiveSProjects.Local.FindEntry(project.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.FiveSProjects.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(project, row.Version);
    }

    public async Task<FiveSProject?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.FiveSProjects.AsNoTracking().SingleOrDefaultAsync(p => p.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<FiveSProject?> OfLicenceAsync(string licence, CancellationToken stop)
        => await Kept.SingleOrDefaultAsync(p => p.Licence == licence, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<FiveSProject>> OfAsync(IReadOnlyCollection<Guid> workshopIds, CancellationToken stop)
        => Bring(await Kept.Where(p => p.WorkshopId != null && workshopIds.Contains(p.WorkshopId.Value)).OrderByDescending(p => p.Number).ToListAsync(stop));

    public async Task<IReadOnlyList<FiveSCount>> CountAsync(int year, IReadOnlyList<string>? districts, CancellationToken stop)
        => await Within(Kept.Where(p => p.Year == year), districts).GroupBy(p => new { p.District, p.State })
            .Select(group => new FiveSCount(group.Key.District, group.Key.State, group.Count())).ToListAsync(stop);

    public async Task<IReadOnlyDictionary<string, int>> HoldersAsync(DateOnly day, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        var valid = bot.Certificates.Where(c => c.State == CertificateState.Valid && c.ValidUntil >= day && c.IssuedOn <= day);
        var counts = await (districts is null ? valid : valid.Where(c => districts.Contains(c.District)))
            .GroupBy(c => c.District).Select(group => new { District = group.Key, Count = group.Select(c => c.Licence).Distinct().Count() }).ToListAsync(stop);
        return counts.ToDictionary(count => count.District, count => count.Count);
    }

    public Task<(IReadOnlyList<FiveSProject> Page, int Total)> InAsync(IReadOnlyCollection<FiveSState> states, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
        => PageAsync(Within(bot.FiveSProjects.AsNoTracking().Where(p => states.Contains(p.State)), districts), all => all.OrderBy(p => p.DueOn).ThenBy(p => p.Number), 0, limit, stop);

    public Task<(IReadOnlyList<FiveSProject> Page, int Total)> PublishedAsync(IReadOnlyList<string>? districts, int skip, int limit, CancellationToken stop)
        => PageAsync(Within(bot.FiveSProjects.AsNoTracking().Where(p => p.State == FiveSState.Published), districts), all => all.OrderByDescending(p => p.PublishedOn).ThenByDescending(p => p.Number), skip, limit, stop);

    public async Task<IReadOnlyList<FiveSProject>> OfYearAsync(int year, CancellationToken stop)
        => Bring(await Kept.Where(p => p.Year == year).OrderBy(p => p.District).ThenBy(p => p.Number).ToListAsync(stop));

    private static IQueryable<FiveSProjectRow> Within(IQueryable<FiveSProjectRow> rows, IReadOnlyList<string>? districts)
        => districts is null ? rows : rows.Where(p => districts.Contains(p.District));

    private async Task<(IReadOnlyList<FiveSProject> Page, int Total)> PageAsync(
        IQueryable<FiveSProjectRow> all, Func<IQueryable<FiveSProjectRow>, IQueryable<FiveSProjectRow>> order, int skip, int limit, CancellationToken stop)
    {
        var rows = await order(all).Skip(skip).Take(limit).ToListAsync(stop);
        return (Bring(rows), skip == 0 && rows.Count < limit ? rows.Count : await all.CountAsync(stop));
    }

    private FiveSProject[] Bring(List<FiveSProjectRow> rows) => [.. rows.Select(Bring)];

    private FiveSProject Bring(FiveSProjectRow row)
    {
        var holder = new Holder(row.HolderName, row.District, row.Licence, row.WorkshopId);
        var project = FiveSProject.Restore(row.Id, row.Number, row.Year, holder, row.CertificateId, row.DueOn, row.State, row.Score, row.PublishedOn, keys.Open<List<FiveSStep>>(SealedColumn.FiveSSteps, row.Steps));
        versions.Remember(project, row.Version);
        return project;
    }

    private FiveSProjectRow Fill(FiveSProject project) => new()
    {
        Id = project.Id,
        Number = project.Number,
        Year = project.Year,
        HolderName = project.Holder.Name,
        District = project.Holder.District,
        Licence = project.Holder.Licence,
        WorkshopId = project.Holder.WorkshopId,
        CertificateId = project.CertificateId,
        DueOn = project.DueOn,
        State = project.State,
        Score = project.Score,
        PublishedOn = project.PublishedOn,
        Steps = keys.Seal(SealedColumn.FiveSSteps, project.Steps),
    };
}
