using BotAssistant.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Each line in a transaction of its own: a run that fails must not take its own trace along.</summary>
internal sealed class JobRunRepository(BotContext bot, UnitOfWork unit) : IJobRuns
{
    public Task<long> BeginAsync(string job, DateTimeOffset now, CancellationToken stop) => unit.AloneAsync(async store =>
    {
        var row = new JobRunRow { Job = job, StartedAt = now };
        store.JobRuns.Add(row);
        await store.SaveChangesAsync(stop);
        return row.Id;
    }, stop);

    public Task EndAsync(long id, DateTimeOffset now, string outcome, string detail, CancellationToken stop) => unit.AloneAsync(
        store => store.JobRuns.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now).SetProperty(row => row.Outcome, outcome).SetProperty(row => row.Detail, detail), stop),
        stop);

    public async Task<IReadOnlyList<JobRun>> LastAsync(string job, int limit, CancellationToken stop)
    {
        var rows = await bot.JobRuns.AsNoTracking().Where(row => row.Job == job).OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).Take(limit).ToListAsync(stop);
        return [.. rows.Select(row => new JobRun(row.Id, row.Job, row.StartedAt, row.EndedAt, row.Outcome, row.Detail))];
    }
}
