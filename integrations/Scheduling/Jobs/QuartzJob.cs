using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace BotAssistant.Scheduling.Jobs;

/// <summary>
/// Runs the <see cref="IScheduledJob"/> of its name, once at a time in the whole cluster, and writes down what came of it. A failure is logged and waits for the
/// next time: running at once again would most likely fail again.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(IServiceScopeFactory scopes, TimeProvider time, ILogger<QuartzJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetServices<IScheduledJob>().FirstOrDefault(job => job.Name == name) is not { } job)
        {
            log.LogWarning("The schedule starts {Job}, which this version does not know", name);
            return;
        }

        var runs = scope.ServiceProvider.GetRequiredService<IJobRuns>();
        var id = await runs.BeginAsync(name, time.GetUtcNow(), cancellationToken);
        try
        {
            var counts = await job.RunAsync(cancellationToken);
            await runs.EndAsync(id, time.GetUtcNow(), "ran", counts.ToString(), cancellationToken);
            log.LogInformation("{Job}: {Counts}", name, counts);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "{Job} failed; it runs again at its next time", name);
            await EndAsync(name, id, e);
        }
    }

    /// <summary>In a scope of its own: that of the failed job may hold a broken transaction.</summary>
    private async Task EndAsync(string name, long id, Exception why)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IJobRuns>().EndAsync(id, time.GetUtcNow(), "failed", why.GetType().Name, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The failure of {Job} could not be written down", name);
        }
    }
}
