using BotAssistant.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class HelpRequestRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IHelpRequests
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("help", stop), stop);

    public Task AddAsync(HelpRequest request, CancellationToken stop) => unit.AddAsync([Row(request)], stop);

    public async Task<HelpRequest?> OpenOfAsync(string address, CancellationToken stop)
        => Request(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Address == address && r.AnsweredAt == null, stop));

    public async Task<HelpRequest?> FindByNumberAsync(int number, CancellationToken stop)
        => Request(await bot.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number, stop));

    public async Task<IReadOnlyList<HelpRequest>> OpenAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var open = bot.HelpRequests.AsNoTracking().Where(r => r.AnsweredAt == null);
        var mine = districts is null ? open : open.Where(r => r.District == null || districts.Contains(r.District));
        var rows = await mine.OrderBy(r => r.AskedAt).ThenBy(r => r.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(row => Request(row)!)];
    }

    public Task SaveAsync(HelpRequest request, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        // Answered once: of two who answer at the same time, the second is told.
        var changed = await store.HelpRequests.Where(r => r.Id == request.Id && r.AnsweredAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.District, request.District).SetProperty(r => r.AnsweredAt, request.AnsweredAt), stop);
        return changed == 1 ? true : throw new StaleDataException("The help request was answered by somebody else.");
    }, stop);

    private HelpRequestRow Row(HelpRequest request) => new()
    {
        Id = request.Id,
        Number = request.Number,
        Address = request.Address,
        District = request.District,
        Where = keys.SealText(SealedColumn.HelpWhere, request.Where),
        AskedAt = request.AskedAt,
        AnsweredAt = request.AnsweredAt,
    };

    private HelpRequest? Request(HelpRequestRow? row) => row is null
        ? null
        : new HelpRequest(row.Id, row.Number, row.Address, row.District, keys.OpenText(SealedColumn.HelpWhere, row.Where), row.AskedAt) { AnsweredAt = row.AnsweredAt };
}
