using BotAssistant.Honours;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ReevaluationRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions, CertificateRepository certificates) : IReevaluations
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("reevaluation", stop), stop);

    public async Task AddAsync(Reevaluation reevaluation, CancellationToken stop)
    {
        var row = Fill(reevaluation);
        await unit.AddAsync([row], stop);
        versions.Remember(reevaluation, row.Version);
    }

    public async Task SaveAsync(Reevaluation reevaluation, CancellationToken stop)
    {
        var row = Fill(reevaluation);
        row.Version = versions.Of(reevaluation);
        await unit.WriteAsync(async store =>
        {
            if (store.Reevaluations.Local.FindEntry(reevaluation.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.Reevaluations.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(reevaluation, row.Version);
    }

    public async Task<Reevaluation?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.Reevaluations.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<Reevaluation?> OpenOfAsync(Guid certificateId, CancellationToken stop)
        => await Open(bot.Reevaluations.AsNoTracking()).SingleOrDefaultAsync(r => r.CertificateId == certificateId, stop) is { } row ? Bring(row) : null;

    public async Task<(IReadOnlyList<(Reevaluation Reevaluation, Certificate Certificate)> Page, int Total)> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var places = districts is null ? bot.Certificates : bot.Certificates.Where(c => districts.Contains(c.District));
        var all = Open(bot.Reevaluations.AsNoTracking()).Join(places, r => r.CertificateId, c => c.Id, (r, c) => new { Reevaluation = r, Certificate = c });
        var rows = await all.OrderBy(line => line.Reevaluation.AppliedOn).ThenBy(line => line.Reevaluation.Number).Take(limit).ToListAsync(stop);
        var total = rows.Count < limit ? rows.Count : await all.CountAsync(stop);
        return ([.. rows.Select(line => (Bring(line.Reevaluation), certificates.Bring(line.Certificate)))], total);
    }

    private static IQueryable<ReevaluationRow> Open(IQueryable<ReevaluationRow> rows)
        => rows.Where(r => r.State == ReevaluationState.Applied || r.State == ReevaluationState.WithMaterials || r.State == ReevaluationState.Scored);

    private ReevaluationRow Fill(Reevaluation reevaluation) => new()
    {
        Id = reevaluation.Id,
        Number = reevaluation.Number,
        CertificateId = reevaluation.CertificateId,
        AppliedOn = reevaluation.AppliedOn,
        State = reevaluation.State,
        Score = reevaluation.Score,
        ScoredOn = reevaluation.ScoredOn,
        Steps = keys.Seal(SealedColumn.ReevaluationSteps, reevaluation.Steps),
    };

    private Reevaluation Bring(ReevaluationRow row)
    {
        var steps = keys.Open<List<ReevaluationStep>>(SealedColumn.ReevaluationSteps, row.Steps);
        var reevaluation = Reevaluation.Restore(row.Id, row.Number, row.CertificateId, row.AppliedOn, row.State, row.Score, row.ScoredOn, steps);
        versions.Remember(reevaluation, row.Version);
        return reevaluation;
    }
}
