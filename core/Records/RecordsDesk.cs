using BotAssistant.Auditing;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Records;

/// <summary>What is written into a ledger in one go.</summary>
public sealed record NewEntries(Guid WorkshopId, LedgerKind Kind, DateOnly On, IReadOnlyList<LedgerItem> Items, LedgerFacts Facts);

/// <summary>What is written of a certificate.</summary>
public sealed record NewCertificate(Guid WorkshopId, string Holder, string? PaperNumber, DateOnly ExpiresOn, string? Photo);

/// <summary>Keeps the owner's records: health certificates (健康证) and ledgers (台账). Owners write their own, nobody else's. Runs in the turn's transaction.</summary>
public sealed class RecordsDesk(IWorkshops workshops, IHealthCertificates certificates, ILedgers ledgers, IAudit audit, TimeProvider time)
{
    /// <summary>Lines of one day looked through for one that was written already; a small workshop has a dozen.</summary>
    private const int MostADay = 200;

    /// <summary>The owner's workshops that are in business.</summary>
    public async Task<IReadOnlyList<Workshop>> KeptByAsync(Person owner, CancellationToken stop)
        => [.. (await workshops.OwnedByAsync(owner.Id, stop)).Where(IsKept)];

    /// <summary>Which of the items stand in the ledger already: same day, same thing, same amount.</summary>
    public async Task<IReadOnlyList<LedgerItem>> WrittenAsync(Person owner, NewEntries entries, CancellationToken stop)
    {
        if (await OwnAsync(owner, entries.WorkshopId, stop) is null)
        {
            return [];
        }

        var known = await ledgers.BetweenAsync(entries.WorkshopId, entries.On, entries.On, MostADay, stop);
        return [.. entries.Items.Where(item => known.Any(entry => !entry.IsVoid && entry.Kind == entries.Kind && entry.Item.IsSame(item)))];
    }

    public async Task<(IReadOnlyList<LedgerEntry>? Written, Refusal? Refusal)> WriteAsync(Person owner, NewEntries entries, CancellationToken stop)
    {
        if (await OwnAsync(owner, entries.WorkshopId, stop) is null)
        {
            return (null, new Refusal("workshop-unknown"));
        }

        if (entries.On > ChinaTime.Today(time))
        {
            return (null, new Refusal("date-future"));
        }

        var (now, written) = (time.GetUtcNow(), new List<LedgerEntry>());
        foreach (var item in entries.Items)
        {
            var entry = new LedgerEntry(Guid.CreateVersion7(now), await ledgers.NextNumberAsync(stop), entries.WorkshopId, entries.Kind, entries.On, item, entries.Facts, now, owner.Name);
            await ledgers.AddAsync(entry, stop);
            written.Add(entry);
        }

        return (written, null);
    }

    /// <summary>作废 N 理由: the line stays, and says that it is void.</summary>
    public Task<(LedgerEntry? Entry, Refusal? Refusal)> VoidAsync(Person owner, int number, string reason, CancellationToken stop)
        => ChangeAsync(owner, number, entry => entry.Void(reason, time.GetUtcNow()), "ledger-voided", stop);

    /// <summary>票据 N: a photo of the receipt.</summary>
    public Task<(LedgerEntry? Entry, Refusal? Refusal)> AttachAsync(Person owner, int number, string photo, CancellationToken stop)
        => ChangeAsync(owner, number, entry => entry.Attach(photo), "receipt-attached", stop);

    /// <summary>The owner's line by its number, or null: what is another's does not exist for them.</summary>
    public async Task<LedgerEntry?> OwnEntryAsync(Person owner, int number, CancellationToken stop)
        => await ledgers.FindByNumberAsync(number, stop) is { } entry && await OwnAsync(owner, entry.WorkshopId, stop) is not null ? entry : null;

    /// <summary>健康证 登记: the same person's earlier certificate is replaced.</summary>
    public async Task<(HealthCertificate? Certificate, bool Renewed, Refusal? Refusal)> RecordAsync(Person owner, NewCertificate paper, CancellationToken stop)
    {
        if (await OwnAsync(owner, paper.WorkshopId, stop) is null)
        {
            return (null, false, new Refusal("workshop-unknown"));
        }

        var now = time.GetUtcNow();
        var earlier = (await certificates.CurrentAsync(paper.WorkshopId, stop)).Where(current => current.Holder == paper.Holder).ToList();
        foreach (var current in earlier)
        {
            await certificates.EndAsync(current.End("renewed", now), stop);
        }

        var certificate = new HealthCertificate(
            Guid.CreateVersion7(now), await certificates.NextNumberAsync(stop), paper.WorkshopId, paper.Holder, paper.PaperNumber, paper.ExpiresOn, paper.Photo, now, owner.Name);
        await certificates.AddAsync(certificate, stop);
        return (certificate, earlier.Count > 0, null);
    }

    /// <summary>健康证 离职 N: the person has left.</summary>
    public async Task<(HealthCertificate? Certificate, Refusal? Refusal)> LeftAsync(Person owner, int number, CancellationToken stop)
    {
        if (await certificates.FindByNumberAsync(number, stop) is not { EndedAt: null } certificate || await OwnAsync(owner, certificate.WorkshopId, stop) is null)
        {
            return (null, new Refusal("health-certificate-unknown"));
        }

        var ended = certificate.End("left", time.GetUtcNow());
        await certificates.EndAsync(ended, stop);
        await audit.WriteAsync(time, owner, "certificate-ended", $"certificate {number}", null, stop);
        return (ended, null);
    }

    private async Task<(LedgerEntry? Entry, Refusal? Refusal)> ChangeAsync(Person owner, int number, Func<LedgerEntry, Refusal?> change, string what, CancellationToken stop)
    {
        if (await OwnEntryAsync(owner, number, stop) is not { } entry)
        {
            return (null, new Refusal("entry-unknown"));
        }

        if (change(entry) is { } refusal)
        {
            return (null, refusal);
        }

        await ledgers.SaveAsync(entry, stop);
        await audit.WriteAsync(time, owner, what, $"ledger {number}", entry.VoidReason, stop);
        return (entry, null);
    }

    private async Task<Workshop?> OwnAsync(Person owner, Guid workshopId, CancellationToken stop)
        => await workshops.FindAsync(workshopId, stop) is { } workshop && workshop.OwnerId == owner.Id && IsKept(workshop) ? workshop : null;

    private static bool IsKept(Workshop workshop) => workshop.Registration == RegistrationState.Registered;
}
