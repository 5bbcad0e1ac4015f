using BotAssistant.Checklists;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ScoredSheetRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IScoredSheets
{
    public Task AddAsync(ScoredSheet sheet, CancellationToken stop) => unit.AddAsync([new ScoredSheetRow
    {
        Id = sheet.Id,
        SubjectId = sheet.SubjectId,
        Sheet = sheet.Sheet,
        Revision = sheet.Revision,
        ScoredAt = sheet.ScoredAt,
        Content = keys.Seal(SealedColumn.SheetContent, new Content(sheet.By, sheet.Score, sheet.Answers)),
    }], stop);

    public async Task<ScoredSheet?> FindAsync(Guid id, CancellationToken stop)
    {
        if (await bot.ScoredSheets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } row)
        {
            return null;
        }

        var content = keys.Open<Content>(SealedColumn.SheetContent, row.Content);
        return new ScoredSheet(row.Id, row.SubjectId, row.Sheet, row.Revision, row.ScoredAt, content.By, content.Score, content.Answers);
    }

    private sealed record Content(string By, Score Score, IReadOnlyList<ItemAnswer> Answers);
}
