using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace BotAssistant.Scheduling;

/// <summary>The schedules of all jobs, read by Quartz's own rules.</summary>
internal sealed class Timetable(IServiceScopeFactory scopes) : ITimetable
{
    private readonly Lazy<IReadOnlyList<(string Job, JobSchedule Schedule)>> jobs = new(() =>
    {
        // A job itself belongs to a run; its name and schedule do not change.
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IScheduledJob>().Select(job => (job.Name, job.Schedule))];
    });

    public IReadOnlyList<(string Job, JobSchedule Schedule)> Jobs => jobs.Value;

    public IReadOnlyList<(string Job, DateTimeOffset Next)> Next(DateTimeOffset now) => [.. Jobs.Select(job => (job.Job, NextOf(job.Schedule, now)))];

    public static DateTimeOffset NextOf(JobSchedule schedule, DateTimeOffset now)
        => new CronExpression(schedule.Cron, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).GetNextValidTimeAfter(now)
            ?? throw new InvalidOperationException($"The schedule '{schedule.Cron}' has no next time.");
}
