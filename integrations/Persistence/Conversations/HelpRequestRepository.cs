using BotAssistant.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class HelpRequestRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : IHelpRequests
{
    // By hand: every turn asks, and hardly ever is there one.
    private const string TakenIn = """
        SELECT "Id" FROM "HelpRequests" WHERE "TakenBy" IS NOT NULL AND ("Address" = @address OR "TakerAddress" = @address)
        """;

    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("help", stop), stop);

    public async Task AddAsync(HelpRequest request, CancellationToken stop)
    {
        var row = Fill(request);
        await unit.AddAsync([row], stop);
        versions.Remember(request, row.Version);
    }

    public async Task SaveAsync(HelpRequest request, CancellationToken stop)
    {
        var row = Fill(request);
        row.Version = versions.Of(request);
        await unit.WriteAsync(async store =>
        {
            if (store.HelpRequests.Local.FindEntry(request.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.HelpRequests.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(request, row.Version);
    }

    public async Task<HelpRequest?> OpenOfAsync(string address, CancellationToken stop)
        => Bring(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Address == address && r.ClosedAt == null, stop));

    public async Task<HelpRequest?> ClosedOfAsync(string address, DateTimeOffset since, CancellationToken stop)
        => Bring(await bot.HelpRequests.AsNoTracking().Where(r => r.Address == address && r.ClosedAt >= since).OrderByDescending(r => r.ClosedAt).FirstOrDefaultAsync(stop));

    public async Task<HelpRequest?> FindByNumberAsync(int number, CancellationToken stop)
        => Bring(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number, stop));

    public async Task<IReadOnlyList<HelpRequest>> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var open = bot.HelpRequests.AsNoTracking().Where(r => r.ClosedAt == null);
        var mine = districts is null ? open : open.Where(r => r.District == null || districts.Contains(r.District));
        var rows = await mine.OrderBy(r => r.AskedAt).ThenBy(r => r.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(row => Bring(row)!)];
    }

    public async Task<HelpRequest?> TakenInAsync(string address, CancellationToken stop)
    {
        var ids = await bot.QueryAsync(TakenIn, reader => reader.GetGuid(0), stop, ("@address", address));
        return ids.Count == 0 ? null : Bring(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ids[0], stop));
    }

    public async Task<HelpRequest?> TakenByAsync(Guid personId, CancellationToken stop)
        => Bring(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.TakenBy == personId, stop));

    public async Task<IReadOnlyList<int>> StaleAsync(DateTimeOffset waiting, DateTimeOffset touched, int limit, CancellationToken stop)
        => await bot.HelpRequests.Where(r => r.TakenBy != null && (r.WaitingSince <= waiting || r.TouchedAt <= touched))
            .OrderBy(r => r.Number).Select(r => r.Number).Take(limit).ToListAsync(stop);

    private HelpRequestRow Fill(HelpRequest request) => new()
    {
        Id = request.Id,
        Number = request.Number,
        Address = request.Address,
        District = request.District,
        Where = keys.SealText(SealedColumn.HelpWhere, request.Question),
        AskedAt = request.AskedAt,
        ClosedAt = request.ClosedAt,
        TakenBy = request.Taker?.PersonId,
        TakerAddress = request.Taker?.Address,
        WaitingSince = request.WaitingSince,
        TouchedAt = request.TouchedAt,
        Story = keys.Seal(SealedColumn.HelpStory, new Story(request.Who, request.Steps)),
    };

    private HelpRequest? Bring(HelpRequestRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var story = row.Story is null ? new Story("", []) : keys.Open<Story>(SealedColumn.HelpStory, row.Story);
        var taker = row.TakenBy is { } person && row.TakerAddress is { } address ? new HelpTaker(person, address) : null;
        var request = HelpRequest.Restore(
            row.Id, row.Number, row.Address, row.District, story.Who, keys.OpenText(SealedColumn.HelpWhere, row.Where), row.AskedAt, taker, row.WaitingSince,
            row.TouchedAt ?? row.AskedAt, row.ClosedAt, story.Steps);
        versions.Remember(request, row.Version);
        return request;
    }

    private sealed record Story(string Who, IReadOnlyList<HelpStep> Steps);
}
