using BotAssistant.Checklists;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CheckResultRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : ICheckResults
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("check", stop), stop);

    public Task AddAsync(CheckResult result, CancellationToken stop) => unit.AddAsync([new CheckResultRow
    {
        Id = result.Id,
        Number = result.Number,
        WorkshopId = result.WorkshopId,
        Checklist = result.Checklist,
        Revision = result.Revision,
        Scope = result.Scope,
        FinishedAt = result.FinishedAt,
        Content = keys.Seal(SealedColumn.CheckContent, new Content(result.Chapter, result.By, result.Score, result.Answers)),
    }], stop);

    public async Task<CheckResult?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.CheckResults.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<CheckResult>> OfAsync(Guid workshopId, int limit, CancellationToken stop)
    {
        var rows = await bot.CheckResults.AsNoTracking().Where(r => r.WorkshopId == workshopId)
            .OrderByDescending(r => r.FinishedAt).ThenByDescending(r => r.Number).Take(limit).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    private CheckResult Bring(CheckResultRow row)
    {
        var content = keys.Open<Content>(SealedColumn.CheckContent, row.Content);
        return new CheckResult(row.Id, row.Number, row.WorkshopId, row.Checklist, row.Revision, row.Scope, content.Chapter, row.FinishedAt, content.By, content.Score, content.Answers);
    }

    /// <summary>What is sealed: answers tell of people's health and of faults.</summary>
    private sealed record Content(string? Chapter, string By, Score Score, IReadOnlyList<ItemAnswer> Answers);
}
