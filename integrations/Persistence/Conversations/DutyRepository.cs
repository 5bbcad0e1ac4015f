using BotAssistant.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class DutyRepository(BotContext bot, UnitOfWork unit) : IDuties
{
    private const string Begin = """
        INSERT INTO "Duties" ("PersonId", "Until") VALUES (@person, @until)
        ON CONFLICT ("PersonId") DO UPDATE SET "Until" = excluded."Until"
        """;

    public Task BeginAsync(Guid personId, DateTimeOffset until, CancellationToken stop)
        => unit.WriteAsync(store => store.ExecuteAsync(Begin, stop, ("@person", personId), ("@until", store.Instant(until))), stop);

    public async Task<bool> EndAsync(Guid personId, CancellationToken stop)
        => await unit.WriteAsync(store => store.Duties.Where(d => d.PersonId == personId).ExecuteDeleteAsync(stop), stop) > 0;

    public async Task<IReadOnlyList<Guid>> AtAsync(DateTimeOffset now, CancellationToken stop)
        => await bot.Duties.Where(d => d.Until > now).Select(d => d.PersonId).ToListAsync(stop);
}
