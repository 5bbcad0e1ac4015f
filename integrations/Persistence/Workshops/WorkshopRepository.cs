using System.Globalization;
using BotAssistant.Workshops;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class WorkshopRepository(BotContext bot, UnitOfWork unit, WorkshopRows rows) : IWorkshops
{
    /// <summary>Numbers a query.</summary>
    private const int SetSize = 1000;

    public async Task<Workshop?> FindAsync(Guid id, CancellationToken stop)
        => rows.Bring(await bot.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, stop));

    public async Task<Workshop?> FindByNumberAsync(string number, CancellationToken stop)
        => rows.Bring(await bot.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.Number == number, stop));

    public async Task<IReadOnlyDictionary<string, (Guid Id, string District)>> PlacesAsync(IReadOnlyCollection<string> numbers, CancellationToken stop)
    {
        var places = new Dictionary<string, (Guid, string)>();
        foreach (var set in numbers.Chunk(SetSize))
        {
            foreach (var row in await bot.Workshops.Where(w => set.Contains(w.Number)).Select(w => new { w.Number, w.Id, w.District }).ToListAsync(stop))
            {
                places[row.Number] = (row.Id, row.District);
            }
        }

        return places;
    }

    public async Task<Workshop?> FindSameAsync(string? creditCode, string ownerAtAddressHash, CancellationToken stop)
    {
        var current = bot.Workshops.AsNoTracking().Where(w => w.Registration == RegistrationState.Registered);
        var same = creditCode is null ? null : await current.FirstOrDefaultAsync(w => w.CreditCode == creditCode, stop);
        return rows.Bring(same ?? await current.FirstOrDefaultAsync(w => w.OwnerAtAddressHash == ownerAtAddressHash, stop));
    }

    public async Task<IReadOnlyList<Workshop>> OwnedByAsync(Guid personId, CancellationToken stop)
    {
        var owned = await bot.Workshops.AsNoTracking().Where(w => w.OwnerId == personId)
            .OrderByDescending(w => w.RegisteredAt).ThenByDescending(w => w.Key).ToListAsync(stop);
        return [.. owned.Select(row => rows.Bring(row)!)];
    }

    public Task<IReadOnlyList<WorkshopLine>> SearchAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
        => new WorkshopSearch(bot, districts).FindAsync(term, limit, stop);

    public Task<IReadOnlyList<WorkshopLine>> NearAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
        => new WorkshopSearch(bot, districts).NearAsync(term, limit, stop);

    public async Task<string> NextNumberAsync(string district, int year, CancellationToken stop)
    {
        var next = await unit.WriteAsync(store => store.NextAsync($"workshop {district}-{year.ToString(CultureInfo.InvariantCulture)}", stop), stop);
        return string.Create(CultureInfo.InvariantCulture, $"{district}-{year}-{next:00000}");
    }

    public async Task AddAsync(Workshop workshop, CancellationToken stop)
    {
        var row = rows.Fill(WorkshopRows.Empty(), workshop);
        await unit.WriteAsync(async store =>
        {
            store.Workshops.Add(row);
            store.WorkshopEvents.AddRange(workshop.NewEvents.Select(rows.Event));
            await unit.FlushAsync(stop);

            // The key of the postings is known only now.
            store.WorkshopGrams.AddRange(WorkshopRows.Postings(row));
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        rows.Remember(workshop, row);
    }

    public async Task SaveAsync(Workshop workshop, CancellationToken stop)
    {
        var row = await unit.WriteAsync(async store =>
        {
            var stored = await store.Workshops.SingleAsync(w => w.Id == workshop.Id, stop);
            var before = WorkshopRows.Postings(stored);
            store.Entry(stored).Property(w => w.Version).OriginalValue = rows.VersionOf(workshop);
            rows.Fill(stored, workshop);
            await ChangePostingsAsync(store, before, WorkshopRows.Postings(stored), stop);
            var written = await store.WorkshopEvents.Where(e => e.WorkshopId == workshop.Id).Select(e => e.Id).ToListAsync(stop);
            store.WorkshopEvents.AddRange(workshop.NewEvents.Where(e => !written.Contains(e.Id)).Select(rows.Event));
            await unit.FlushAsync(stop);
            return stored;
        }, stop);
        rows.Remember(workshop, row);
    }

    public async Task<IReadOnlyList<WorkshopEvent>> EventsAsync(Guid workshopId, CancellationToken stop)
    {
        var events = await bot.WorkshopEvents.AsNoTracking().Where(e => e.WorkshopId == workshopId).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(stop);
        return [.. events.Select(rows.Event)];
    }

    private static async Task ChangePostingsAsync(BotContext store, List<WorkshopGramRow> before, List<WorkshopGramRow> after, CancellationToken stop)
    {
        var gone = before.ExceptBy(after.Select(Identity), Identity).ToList();
        var fresh = after.ExceptBy(before.Select(Identity), Identity).ToList();
        foreach (var district in gone.GroupBy(g => (g.District, g.WorkshopKey)))
        {
            var grams = district.Select(g => g.Gram).ToList();
            await store.WorkshopGrams
                .Where(g => g.WorkshopKey == district.Key.WorkshopKey && g.District == district.Key.District && grams.Contains(g.Gram))
                .ExecuteDeleteAsync(stop);
        }

        // Postings of an earlier save of this scope would clash with ours in the change tracker.
        foreach (var tracked in store.ChangeTracker.Entries<WorkshopGramRow>().ToList())
        {
            tracked.State = EntityState.Detached;
        }

        store.WorkshopGrams.AddRange(fresh);
    }

    private static (int Gram, int District) Identity(WorkshopGramRow posting) => (posting.Gram, posting.District);
}
