namespace BotAssistant.Scheduling;

/// <summary>What a job did, by name: planned 12, sent 3.</summary>
public sealed record JobCounts(IReadOnlyDictionary<string, long> Counts)
{
    public override string ToString() => string.Join(", ", Counts.Select(count => $"{count.Key} {count.Value}"));
}

/// <summary>A job that a schedule starts. It may be started again at any moment, on any server: what it does twice must be done once.</summary>
public interface IScheduledJob
{
    string Name { get; }

    Task<JobCounts> RunAsync(CancellationToken stop);
}

/// <summary>One run of a job.</summary>
/// <param name="Outcome">"ran", "failed" or, while it runs and after its server has died, null.</param>
/// <param name="Detail">Counts, or the kind of error.</param>
public sealed record JobRun(long Id, string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Detail);

public interface IJobRuns
{
    Task<long> BeginAsync(string job, DateTimeOffset now, CancellationToken stop);

    Task EndAsync(long id, DateTimeOffset now, string outcome, string detail, CancellationToken stop);

    /// <summary>The job's last runs, the newest first.</summary>
    Task<IReadOnlyList<JobRun>> LastAsync(string job, int limit, CancellationToken stop);
}
