using System.Text.Json;
using BotAssistant.Calendar;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CalendarYearRepository(BotContext bot, UnitOfWork unit, TimeProvider time) : ICalendarYears
{
    public async Task<IReadOnlyList<CalendarYear>> AllAsync(CancellationToken stop)
    {
        var rows = await bot.CalendarYears.AsNoTracking().OrderBy(row => row.Year).Select(row => row.Content).ToListAsync(stop);
        return [.. rows.Select(content => JsonSerializer.Deserialize<CalendarYear>(content)!)];
    }

    public Task PutAsync(IReadOnlyList<CalendarYear> years, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        foreach (var year in years)
        {
            await store.ExecuteAsync(
                """
                INSERT INTO "CalendarYears" ("Year", "Content", "ImportedAt") VALUES (@year, @content, @at)
                ON CONFLICT ("Year") DO UPDATE SET "Content" = excluded."Content", "ImportedAt" = excluded."ImportedAt"
                """,
                stop, ("@year", year.Year), ("@content", JsonSerializer.Serialize(year)), ("@at", store.Instant(time.GetUtcNow())));
        }

        return true;
    }, stop);
}
