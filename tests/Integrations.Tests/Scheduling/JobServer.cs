using BotAssistant.Persistence;
using BotAssistant.Scheduling;
using BotAssistant.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BotAssistant.Integrations.Tests.Scheduling;

/// <summary>One server's schedule, run by Quartz on a database that others may share. Its clock is its own.</summary>
internal sealed class JobServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ServiceProvider services;
    private readonly List<IHostedService> hosted;

    private JobServer(ServiceProvider services, LeapingClock time)
        => (this.services, Time, hosted) = (services, time, [.. services.GetServices<IHostedService>()]);

    public LeapingClock Time { get; }

    public static async Task<JobServer> StartAsync(TestDatabase database, JobScript script, DateTimeOffset now, int id = 1)
    {
        var time = new LeapingClock(now);
        var (driver, connection, shared) = PersistenceServices.DatabaseOf(new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).Build());
        var server = new JobServer(
            database.Services(time, more: services => services
                .AddSingleton(script)
                .AddSingleton(new ServerId(id))
                .AddScheduling()
                .AddScheduledJob<HourlyJob>()
                .AddScheduledJob<PunctualJob>()
                .RunSchedule(new ScheduleStore(driver, connection, shared), new SchedulingOptions())),
            time);
        foreach (var service in server.hosted)
        {
            await service.StartAsync(default);
        }

        return server;
    }

    /// <summary>A job's runs on any server in the order in which they were begun, which after a jump of the clock is not that of their times.</summary>
    public async Task<IReadOnlyList<JobRun>> RunsAsync(string job)
    {
        await using var scope = services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<IJobRuns>().LastAsync(job, 1000, default)).OrderBy(run => run.Id)];
    }

    /// <summary>
    /// As if it were killed: it takes up nothing more, and its clock is not set any more, so it neither checks in nor looks for what was missed. What it runs
    /// hangs.
    /// </summary>
    public async Task HaltAsync()
    {
        var scheduler = await services.GetRequiredService<Quartz.ISchedulerFactory>().GetScheduler();
        await scheduler.Standby();
    }

    /// <summary>Waits, in real time, until so many runs of a job have ended.</summary>
    /// <param name="step">How far the clock goes meanwhile at each look; null: it stands.</param>
    public Task EndedAsync(string job, int runs, TimeSpan? step = null) => UntilAsync(
        async () => (await RunsAsync(job)).Count(run => run.Outcome is not null) >= runs,
        $"{runs} runs of {job} did not end",
        () => Time.Pass(step ?? TimeSpan.Zero));

    public static async Task UntilAsync(Func<Task<bool>> holds, string otherwise, Action? meanwhile = null)
    {
        using var over = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            Assert.False(over.IsCancellationRequested, otherwise);
            meanwhile?.Invoke();
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in hosted)
        {
            await service.StopAsync(default);
        }

        await services.DisposeAsync();
    }
}
