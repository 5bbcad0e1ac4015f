using BotAssistant.Records;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class HealthCertificateRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IHealthCertificates
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("certificate", stop), stop);

    public Task AddAsync(HealthCertificate certificate, CancellationToken stop) => unit.AddAsync([new HealthCertificateRow
    {
        Id = certificate.Id,
        Number = certificate.Number,
        WorkshopId = certificate.WorkshopId,
        ExpiresOn = certificate.ExpiresOn,
        RecordedAt = certificate.RecordedAt,
        Content = keys.Seal(SealedColumn.CertificateContent, new Content(certificate.Holder, certificate.PaperNumber, certificate.Photo, certificate.By)),
    }], stop);

    public Task EndAsync(HealthCertificate certificate, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var changed = await store.HealthCertificates.Where(c => c.Id == certificate.Id && c.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.EndedAt, certificate.EndedAt).SetProperty(c => c.EndedBy, certificate.EndedBy), stop);
        return changed == 1 ? true : throw new StaleDataException("The certificate was ended by somebody else.");
    }, stop);

    public async Task<IReadOnlyList<HealthCertificate>> CurrentAsync(Guid workshopId, CancellationToken stop)
    {
        var rows = await bot.HealthCertificates.AsNoTracking().Where(c => c.WorkshopId == workshopId && c.EndedAt == null)
            .OrderBy(c => c.ExpiresOn).ThenBy(c => c.Number).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public async Task<HealthCertificate?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.HealthCertificates.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, stop) is { } row ? Bring(row) : null;

    private HealthCertificate Bring(HealthCertificateRow row)
    {
        var content = keys.Open<Content>(SealedColumn.CertificateContent, row.Content);
        return new HealthCertificate(row.Id, row.Number, row.WorkshopId, content.Holder, content.PaperNumber, row.ExpiresOn, content.Photo, row.RecordedAt, content.By)
        {
            EndedAt = row.EndedAt,
            EndedBy = row.EndedBy,
        };
    }

    /// <summary>What is sealed: who was examined, and their paper.</summary>
    private sealed record Content(string Holder, string? PaperNumber, string? Photo, string By);
}
