using BotAssistant.Inspections;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CorrectiveActionRepository(BotContext bot, UnitOfWork unit, KeyRing keys, RowVersions versions) : ICorrectiveActions
{
    public Task<int> NextNumberAsync(CancellationToken stop) => unit.WriteAsync(store => store.NextAsync("action", stop), stop);

    public async Task AddAsync(CorrectiveAction action, CancellationToken stop)
    {
        var row = Fill(action);
        await unit.AddAsync([row], stop);
        versions.Remember(action, row.Version);
    }

    public async Task SaveAsync(CorrectiveAction action, CancellationToken stop)
    {
        var row = Fill(action);
        row.Version = versions.Of(action);
        await unit.WriteAsync(async store =>
        {
            if (store.CorrectiveActions.Local.FindEntry(action.Id) is { } earlier)
            {
                earlier.State = EntityState.Detached;
            }

            store.CorrectiveActions.Update(row);
            await unit.FlushAsync(stop);
            return true;
        }, stop);
        versions.Remember(action, row.Version);
    }

    public async Task<CorrectiveAction?> FindByNumberAsync(int number, CancellationToken stop)
        => await bot.CorrectiveActions.AsNoTracking().SingleOrDefaultAsync(a => a.Number == number, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<CorrectiveAction>> OpenAsync(Guid workshopId, CancellationToken stop)
    {
        var rows = await bot.CorrectiveActions.AsNoTracking()
            .Where(a => a.WorkshopId == workshopId && (a.State == ActionState.Open || a.State == ActionState.Reported || a.State == ActionState.Returned))
            .OrderByDescending(a => a.Critical).ThenBy(a => a.DueOn).ThenBy(a => a.Number).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    public async Task<IReadOnlyList<CorrectiveAction>> OfAsync(Guid workshopId, CancellationToken stop)
        => [.. (await bot.CorrectiveActions.AsNoTracking().Where(a => a.WorkshopId == workshopId).OrderBy(a => a.Number).ToListAsync(stop)).Select(Bring)];

    public Task<(IReadOnlyList<ActionLine> Page, int Total)> ReportedAsync(IReadOnlyList<string>? districts, int limit, CancellationToken stop)
        => PageAsync(bot.CorrectiveActions.Where(a => a.State == ActionState.Reported), districts, limit, stop);

    public Task<(IReadOnlyList<ActionLine> Page, int Total)> OverdueAsync(IReadOnlyList<string>? districts, DateOnly today, int limit, CancellationToken stop)
        => PageAsync(bot.CorrectiveActions.Where(a => (a.State == ActionState.Open || a.State == ActionState.Returned) && a.DueOn < today), districts, limit, stop);

    /// <summary>By the district that the workshop is in now: it may have moved since.</summary>
    private async Task<(IReadOnlyList<ActionLine> Page, int Total)> PageAsync(IQueryable<CorrectiveActionRow> actions, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var places = districts is null ? bot.Workshops : bot.Workshops.Where(w => districts.Contains(w.District));
        var all = actions.AsNoTracking().Join(places, a => a.WorkshopId, w => w.Id, (a, w) => new { Action = a, w.Name });
        var rows = await all.OrderBy(line => line.Action.DueOn).ThenBy(line => line.Action.Number).Take(limit).ToListAsync(stop);
        var total = rows.Count < limit ? rows.Count : await all.CountAsync(stop);
        return ([.. rows.Select(line => new ActionLine(Bring(line.Action), line.Name))], total);
    }

    private CorrectiveActionRow Fill(CorrectiveAction action) => new()
    {
        Id = action.Id,
        Number = action.Number,
        WorkshopId = action.WorkshopId,
        Checklist = action.Origin.Checklist,
        ItemId = action.Origin.ItemId,
        Critical = action.Origin.Critical,
        State = action.State,
        DueOn = action.DueOn,
        Origin = keys.Seal(SealedColumn.ActionOrigin, action.Origin),
        Steps = keys.Seal(SealedColumn.ActionSteps, action.Steps),
    };

    private CorrectiveAction Bring(CorrectiveActionRow row)
    {
        var origin = keys.Open<ActionOrigin>(SealedColumn.ActionOrigin, row.Origin);
        var steps = keys.Open<List<ActionStep>>(SealedColumn.ActionSteps, row.Steps);
        var action = CorrectiveAction.Restore(row.Id, row.Number, row.WorkshopId, origin, row.State, row.DueOn, steps);
        versions.Remember(action, row.Version);
        return action;
    }
}
