using BotAssistant.Honours;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ConductRepository(BotContext bot, UnitOfWork unit) : IConduct
{
    public Task AddAsync(string licence, ConductKind kind, Evidence evidence, CancellationToken stop)
        => unit.AddAsync([new ConductRow { Licence = licence, Kind = kind, Day = evidence.Day, Reference = evidence.Reference }], stop);

    public async Task<IReadOnlyList<Evidence>> OfAsync(string licence, ConductKind kind, CancellationToken stop)
        => await bot.Conduct.Where(row => row.Licence == licence && row.Kind == kind).OrderBy(row => row.Day).Select(row => new Evidence(row.Day, row.Reference)).ToListAsync(stop);
}
