using BotAssistant.Scheduling.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace BotAssistant.Scheduling;

/// <summary>
/// Starts Quartz and keeps its stored schedule true to the jobs' own. A trigger that is right is left alone, because a new one would forget what was missed
/// while no server ran; one of an older version, or one that a jump of the clock has left too far ahead, is replaced.
/// </summary>
internal sealed class ScheduleRunner(ISchedulerFactory schedulers, Timetable timetable, SchedulingOptions options, TimeProvider time, ILogger<ScheduleRunner> log) : BackgroundService
{
    private IScheduler? scheduler;

    /// <summary>A server has started when its schedule stands: what is missed from then on is known.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        scheduler = await schedulers.GetScheduler(cancellationToken);
        await CompareAsync(scheduler, cancellationToken);
        await scheduler.Start(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CompareEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CompareAsync(scheduler!, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The schedule could not be compared; it is tried again in {Pause}", options.CompareEvery);
            }
        }
    }

    private async Task CompareAsync(IScheduler scheduler, CancellationToken stop)
    {
        foreach (var (name, schedule) in timetable.Jobs)
        {
            var now = time.GetUtcNow();
            if (await scheduler.GetTrigger(new TriggerKey(name), stop) is ICronTrigger stored && IsRight(stored, schedule, now))
            {
                continue;
            }

            var job = JobBuilder.Create<QuartzJob>().WithIdentity(name).StoreDurably().RequestRecovery().Build();
            await scheduler.ScheduleJob(job, [Trigger(name, schedule, now)], ScheduleJobOptions.Replacing, stop);
        }
    }

    private static bool IsRight(ICronTrigger stored, JobSchedule schedule, DateTimeOffset now)
        => stored.CronExpressionString == schedule.Cron
            && stored.NextFireTimeUtc is { } next && next <= Timetable.NextOf(schedule, now);

    /// <summary>On our clock: a trigger's builder that is given none reckons its first time from the system's.</summary>
    private ITrigger Trigger(string name, JobSchedule schedule, DateTimeOffset now) => TriggerBuilder.Create(time)
        .WithIdentity(name)
        .StartAt(now)
        .WithSchedule(CronScheduleBuilder.Create(schedule.Cron)
            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))
            .WithMisfireInstruction(schedule.MadeUpFor ? CronTriggerMisfireInstruction.FireAndProceed : CronTriggerMisfireInstruction.DoNothing))
        .Build();
}
