using System.Collections.Concurrent;
using BotAssistant.Scheduling;

namespace BotAssistant.Integrations.Tests.Scheduling;

/// <summary>What the jobs of a test do, and what was seen of them. Shared by all servers of the test.</summary>
internal sealed class JobScript
{
    private readonly ConcurrentQueue<(string Job, int Server)> starts = new();

    /// <summary>What a start does, by job and by how many starts of it there have been.</summary>
    public Func<string, int, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<(string Job, int Server)> Starts => [.. starts];

    public int StartsOf(string job) => Starts.Count(start => start.Job == job);

    public Task StartAsync(string job, int server)
    {
        starts.Enqueue((job, server));
        return Act(job, StartsOf(job));
    }

    /// <summary>The job's first start does not end until it is released.</summary>
    public TaskCompletionSource HangAtFirst(string hanging)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Act = (job, start) => job == hanging && start == 1 ? release.Task : Task.CompletedTask;
        return release;
    }
}

/// <summary>To tell the servers of a test apart.</summary>
internal sealed record ServerId(int Value);

/// <summary>Each full hour; what was missed is made up for.</summary>
internal sealed class HourlyJob(JobScript script, ServerId server) : IScheduledJob
{
    public const string Known = "hourly";

    public string Name => Known;

    public JobSchedule Schedule { get; } = new("0 0 * * * ?", MadeUpFor: true);

    public async Task<JobCounts> RunAsync(CancellationToken stop)
    {
        await script.StartAsync(Name, server.Value);
        return new JobCounts(new Dictionary<string, long> { ["done"] = 1 });
    }
}

/// <summary>Each full hour; what was missed is left out.</summary>
internal sealed class PunctualJob(JobScript script, ServerId server) : IScheduledJob
{
    public const string Known = "punctual";

    public string Name => Known;

    public JobSchedule Schedule { get; } = new("0 0 * * * ?", MadeUpFor: false);

    public async Task<JobCounts> RunAsync(CancellationToken stop)
    {
        await script.StartAsync(Name, server.Value);
        return new JobCounts(new Dictionary<string, long>());
    }
}
