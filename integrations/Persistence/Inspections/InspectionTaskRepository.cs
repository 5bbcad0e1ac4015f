using BotAssistant.Inspections;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class InspectionTaskRepository(BotContext bot, UnitOfWork unit) : IInspectionTasks
{
    public Task AddAsync(InspectionTask task, CancellationToken stop) => unit.AddAsync([task], stop);

    public async Task<IReadOnlyList<InspectionTask>> OpenAsync(Guid workshopId, CancellationToken stop)
        => await bot.InspectionTasks.AsNoTracking().Where(t => t.WorkshopId == workshopId && t.DoneAt == null).OrderBy(t => t.DueOn).ToListAsync(stop);

    public Task CloseAsync(Guid workshopId, DateTimeOffset now, CancellationToken stop) => unit.WriteAsync(
        store => store.InspectionTasks.Where(t => t.WorkshopId == workshopId && t.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.DoneAt, now), stop),
        stop);
}
