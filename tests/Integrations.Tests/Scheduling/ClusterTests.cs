using BotAssistant.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.Scheduling;

/// <summary>Two servers on one PostgreSQL share the schedule.</summary>
public sealed class ClusterTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 59, 0, TimeSpan.FromHours(8));

    private readonly JobScript script = new();
    private TestDatabase database = null!;
    private JobServer one = null!;
    private JobServer other = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        database = await TestDatabase.PostgresAsync(cluster);
        one = await JobServer.StartAsync(database, script, Start, id: 1);
        other = await JobServer.StartAsync(database, script, Start, id: 2);
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Each_job_that_is_due_is_started_once_by_one_of_them()
    {
        const int Hours = 20;
        for (var hour = 1; hour <= Hours; hour++)
        {
            await PassAsync(Start.AddMinutes(1).AddHours(hour - 1), hour);
        }

        Assert.Equal((Hours, Hours), (script.StartsOf(HourlyJob.Known), script.StartsOf(PunctualJob.Known)));
        Assert.All((await one.RunsAsync(HourlyJob.Known)).Index(), run => Assert.InRange(run.Item.StartedAt, Start.AddMinutes(1).AddHours(run.Index), Start.AddMinutes(2).AddHours(run.Index)));
    }

    [Fact]
    public async Task A_job_over_which_one_died_is_recovered_by_the_other_and_goes_on_there()
    {
        var hanging = script.HangAtFirst(HourlyJob.Known);
        one.Time.PassUntil(Start.AddMinutes(1));
        await JobServer.UntilAsync(() => Task.FromResult(script.StartsOf(HourlyJob.Known) == 1), "it was not started");

        await one.HaltAsync();
        other.Time.PassUntil(Start.AddMinutes(1));
        await other.EndedAsync(HourlyJob.Known, 1, TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2], script.Starts.Where(start => start.Job == HourlyJob.Known).Select(start => start.Server));
        Assert.Equal([null, "ran"], (await other.RunsAsync(HourlyJob.Known)).Select(run => run.Outcome));

        other.Time.PassUntil(Start.AddMinutes(61));
        await other.EndedAsync(HourlyJob.Known, 2);
        Assert.Equal([1, 2, 2], script.Starts.Where(start => start.Job == HourlyJob.Known).Select(start => start.Server));
        hanging.SetResult();
    }

    /// <summary>Time passes for both, and on a little until so many runs of each job have ended: who finds a job taken by the other looks again after a tenth of a second.</summary>
    private async Task PassAsync(DateTimeOffset until, int runs)
    {
        Parallel.Invoke(() => one.Time.PassUntil(until), () => other.Time.PassUntil(until));
        await JobServer.UntilAsync(
            async () => await EndedAsync(HourlyJob.Known) >= runs && await EndedAsync(PunctualJob.Known) >= runs,
            $"{runs} runs did not end",
            () =>
            {
                one.Time.Pass(Moment);
                other.Time.Pass(Moment);
            });
    }

    private async Task<int> EndedAsync(string job) => (await one.RunsAsync(job)).Count(run => run.Outcome is not null);
}
