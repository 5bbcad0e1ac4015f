namespace BotAssistant.Scheduling;

/// <summary>What a job did, by name: planned 12, sent 3.</summary>
public sealed record JobCounts(IReadOnlyDictionary<string, long> Counts)
{
    public override string ToString() => string.Join(", ", Counts.Select(count => $"{count.Key} {count.Value}"));
}

/// <summary>When a job is started.</summary>
/// <param name="Cron">Seconds, minutes, hours, day of month, month, day of week; Shanghai time.</param>
/// <param name="MadeUpFor">What was missed while no server ran: true = run once as soon as one does, however much was missed; false = wait for the next time.</param>
public sealed record JobSchedule(string Cron, bool MadeUpFor);

/// <summary>A job that a schedule starts. It may be started again at any moment, on any server: what it does twice must be done once.</summary>
public interface IScheduledJob
{
    /// <summary>For ever: the schedule and the runs are stored under it.</summary>
    string Name { get; }

    JobSchedule Schedule { get; }

    Task<JobCounts> RunAsync(CancellationToken stop);
}

/// <summary>One run of a job.</summary>
/// <param name="Outcome">"ran", "failed" or, while it runs and after its server has died, null.</param>
/// <param name="Detail">Counts, or the kind of error.</param>
public sealed record JobRun(long Id, string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Detail);

/// <summary>The jobs there are, and when each is due next.</summary>
public interface ITimetable
{
    IReadOnlyList<(string Job, DateTimeOffset Next)> Next(DateTimeOffset now);
}

public interface IJobRuns
{
    Task<long> BeginAsync(string job, DateTimeOffset now, CancellationToken stop);

    Task EndAsync(long id, DateTimeOffset now, string outcome, string detail, CancellationToken stop);

    /// <summary>The job's last runs, the newest first.</summary>
    Task<IReadOnlyList<JobRun>> LastAsync(string job, int limit, CancellationToken stop);
}
