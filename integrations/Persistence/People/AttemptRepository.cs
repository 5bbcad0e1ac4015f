using BotAssistant.People;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class AttemptRepository(BotContext bot, UnitOfWork unit) : IAttempts
{
    public Task<int> CountAsync(string key, DateTimeOffset since, CancellationToken stop) => bot.Attempts.CountAsync(a => a.Key == key && a.At >= since, stop);

    public Task RecordAsync(string key, DateTimeOffset at, CancellationToken stop) => unit.AddAsync([new AttemptRow { Key = key, At = at }], stop);
}
