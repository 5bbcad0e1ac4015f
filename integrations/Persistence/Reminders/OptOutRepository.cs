using BotAssistant.People;
using BotAssistant.Reminders;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class OptOutRepository(BotContext bot, UnitOfWork unit) : IOptOuts
{
    public Task<bool> HasOptedOutAsync(Person person, CancellationToken stop) => bot.OptOuts.AnyAsync(row => row.PersonId == person.Id, stop);

    public Task SetAsync(Person person, bool optedOut, DateTimeOffset now, CancellationToken stop) => unit.WriteAsync(
        store => optedOut
            ? store.ExecuteAsync("INSERT INTO \"OptOuts\" (\"PersonId\", \"At\") VALUES (@person, @at) ON CONFLICT DO NOTHING", stop, ("@person", person.Id), ("@at", store.Instant(now)))
            : store.OptOuts.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(stop),
        stop);
}
