using BotAssistant.Plans;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class PlanMarkRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IPlanMarks
{
    public async Task<IReadOnlyList<PlanMark>> AllAsync(CancellationToken stop) => [.. (await bot.PlanMarks.AsNoTracking().ToListAsync(stop)).Select(row =>
    {
        var content = keys.Open<Content>(SealedColumn.PlanMarkContent, row.Content);
        return new PlanMark(row.MatterId, row.District, row.At, content.By, content.Note);
    })];

    public Task<bool> AddAsync(PlanMark mark, CancellationToken stop) => unit.WriteAsync(async store => await store.ExecuteAsync(
        """INSERT INTO "PlanMarks" ("MatterId", "District", "At", "Content") VALUES (@id, @district, @at, @content) ON CONFLICT ("MatterId") DO NOTHING""",
        stop, ("@id", mark.MatterId), ("@district", mark.District), ("@at", store.Instant(mark.At)), ("@content", keys.Seal(SealedColumn.PlanMarkContent, new Content(mark.By, mark.Note)))) == 1, stop);

    public Task<bool> RemoveAsync(Guid matterId, CancellationToken stop)
        => unit.WriteAsync(async store => await store.PlanMarks.Where(row => row.MatterId == matterId).ExecuteDeleteAsync(stop) == 1, stop);

    private sealed record Content(string By, string? Note);
}
