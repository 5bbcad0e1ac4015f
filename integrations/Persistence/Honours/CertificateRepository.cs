using BotAssistant.Honours;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CertificateRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : ICertificates
{
    /// <summary>Numbers a query: EF writes them as one parameter, and the planner still uses the index.</summary>
    private const int SetSize = 1000;

    public async Task AddAsync(Certificate certificate, CancellationToken stop)
    {
        var row = Fill(certificate);
        await unit.AddAsync([row], stop);
        versions.Remember(certificate, row.Version);
    }

    public async Task SaveAsync(Certificate certificate, CancellationToken stop)
    {
        var row = Fill(certificate);
        row.Version = versions.Of(certificate);
        await unit.WriteAsync(async store =>
        {
            if (store.Certificates.Local.FindEntry(certificate.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.Certificates.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(certificate, row.Version);
    }

    public async Task<Certificate?> FindAsync(Guid id, CancellationToken stop)
        => await bot.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) is { } row ? Bring(row) : null;

    public async Task<Certificate?> FindByNumberAsync(string number, CancellationToken stop)
        => await bot.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<Certificate?> FindByLicenceAsync(string licence, CancellationToken stop)
        => await bot.Certificates.AsNoTracking().Where(c => c.Licence == licence).OrderByDescending(c => c.ValidUntil).FirstOrDefaultAsync(stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<Certificate>> ByNumberAsync(IReadOnlyCollection<string> numbers, CancellationToken stop)
    {
        var rows = new List<CertificateRow>();
        foreach (var set in numbers.Chunk(SetSize))
        {
            rows.AddRange(await bot.Certificates.AsNoTracking().Where(c => set.Contains(c.Number)).ToListAsync(stop));
        }

        return [.. rows.Select(Bring)];
    }

    public async Task<IReadOnlyList<Certificate>> AllAsync(CancellationToken stop)
        => [.. (await bot.Certificates.AsNoTracking().OrderBy(c => c.Number).ToListAsync(stop)).Select(Bring)];

    public async Task PutAsync(IReadOnlyList<Certificate> added, IReadOnlyList<Certificate> changed, CancellationToken stop)
    {
        var (fresh, again) = (added.Select(Fill).ToList(), changed.Select(certificate => Fill(certificate, versions.Of(certificate))).ToList());
        await unit.WriteAsync(async store =>
        {
            store.Certificates.AddRange(fresh);
            store.Certificates.UpdateRange(again);
            await unit.FlushAsync(stop);
            store.ChangeTracker.Clear();
            return true;
        }, stop);
        foreach (var (certificate, row) in added.Concat(changed).Zip(fresh.Concat(again)))
        {
            versions.Remember(certificate, row.Version);
        }
    }

    public async Task<IReadOnlyList<Certificate>> OfAsync(IReadOnlyCollection<Guid> workshopIds, CancellationToken stop)
    {
        var rows = await bot.Certificates.AsNoTracking().Where(c => c.WorkshopId != null && workshopIds.Contains(c.WorkshopId.Value)).OrderBy(c => c.ValidUntil).ThenBy(c => c.Number).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public Certificate Bring(CertificateRow row)
    {
        var holder = new Holder(row.HolderName, row.District, row.Licence, row.WorkshopId);
        var certificate = Certificate.Restore(row.Id, row.Number, row.Kind, holder, row.IssuedOn, row.ValidUntil, row.State, keys.Open<List<CertificateStep>>(SealedColumn.CertificateSteps, row.Steps));
        versions.Remember(certificate, row.Version);
        return certificate;
    }

    private CertificateRow Fill(Certificate certificate) => Fill(certificate, Guid.Empty);

    private CertificateRow Fill(Certificate certificate, Guid version) => new()
    {
        Version = version,
        Id = certificate.Id,
        Number = certificate.Number,
        Kind = certificate.Kind,
        HolderName = certificate.Holder.Name,
        District = certificate.Holder.District,
        Licence = certificate.Holder.Licence,
        WorkshopId = certificate.Holder.WorkshopId,
        IssuedOn = certificate.IssuedOn,
        ValidUntil = certificate.ValidUntil,
        State = certificate.State,
        Steps = keys.Seal(SealedColumn.CertificateSteps, certificate.Steps),
    };
}
