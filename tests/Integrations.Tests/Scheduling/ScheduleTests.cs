using BotAssistant.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.Scheduling;

/// <summary>What the schedule promises, kept by Quartz from its stored triggers, on a clock that the test holds.</summary>
public abstract class ScheduleTests(PostgresCluster? cluster) : IAsyncLifetime
{
    private readonly JobScript script = new();
    private TestDatabase database = null!;
    private JobServer server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        database = cluster is null ? await TestDatabase.SqliteAsync() : await TestDatabase.PostgresAsync(cluster);
        server = await JobServer.StartAsync(database, script, At(8, 59));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_due_is_started_and_its_counts_are_written_down()
    {
        foreach (var hour in new[] { 9, 10, 11 })
        {
            Assert.Equal(hour - 9, script.StartsOf(HourlyJob.Known));
            server.Time.PassUntil(At(hour));
            await server.EndedAsync(HourlyJob.Known, hour - 8);
            await server.EndedAsync(PunctualJob.Known, hour - 8);
        }

        var runs = await server.RunsAsync(HourlyJob.Known);
        Assert.Equal([At(9), At(10), At(11)], runs.Select(run => run.StartedAt));
        Assert.All(runs, run => Assert.Equal(("ran", "done 1"), (run.Outcome, run.Detail)));
        Assert.Equal(runs.Select(run => run.StartedAt), (await server.RunsAsync(PunctualJob.Known)).Select(run => run.StartedAt));
    }

    [Fact]
    public async Task What_was_missed_while_no_server_ran_is_made_up_for_once_or_left_out_as_its_schedule_says()
    {
        await server.DisposeAsync();
        server = await JobServer.StartAsync(database, script, At(13, 30));
        await server.EndedAsync(HourlyJob.Known, 1);
        Assert.Equal(At(13, 30), Assert.Single(await server.RunsAsync(HourlyJob.Known)).StartedAt);

        server.Time.PassUntil(At(14));
        await server.EndedAsync(HourlyJob.Known, 2);
        await server.EndedAsync(PunctualJob.Known, 1);
        Assert.Equal([At(13, 30), At(14)], (await server.RunsAsync(HourlyJob.Known)).Select(run => run.StartedAt));
        Assert.Equal([At(14)], (await server.RunsAsync(PunctualJob.Known)).Select(run => run.StartedAt));
    }

    [Fact]
    public async Task After_a_jump_of_the_clock_ahead_and_back_the_next_time_is_near_again()
    {
        var jump = TimeSpan.FromHours(5.5);
        server.Time.JumpTo(At(8, 59) + jump);
        await server.EndedAsync(HourlyJob.Known, 1, TimeSpan.FromSeconds(10));
        server.Time.JumpTo(server.Time.GetUtcNow() - jump);

        // What is stored says 15:00. It is compared with the clock an hour after the start, just before ten.
        server.Time.PassUntil(At(9, 58));
        await server.EndedAsync(HourlyJob.Known, 2, TimeSpan.FromSeconds(1));
        Assert.InRange((await server.RunsAsync(HourlyJob.Known))[1].StartedAt, At(10), At(10, 1));
    }

    [Fact]
    public async Task A_job_that_fails_says_so_and_runs_again_at_its_next_time()
    {
        script.Act = (job, start) => job == HourlyJob.Known && start == 1 ? throw new InvalidOperationException("on purpose") : Task.CompletedTask;
        server.Time.PassUntil(At(9));
        await server.EndedAsync(HourlyJob.Known, 1);
        await server.EndedAsync(HourlyJob.Known, 2, TimeSpan.FromSeconds(15));

        var runs = await server.RunsAsync(HourlyJob.Known);
        Assert.Equal([("failed", "InvalidOperationException"), ("ran", "done 1")], runs.Select(run => (run.Outcome, run.Detail)));
        Assert.InRange(runs[1].StartedAt, At(10), At(10, 5));
    }

    [Fact]
    public async Task A_job_in_which_its_server_died_is_run_again_by_the_next()
    {
        var hanging = script.HangAtFirst(HourlyJob.Known);
        server.Time.PassUntil(At(9));
        await JobServer.UntilAsync(() => Task.FromResult(script.StartsOf(HourlyJob.Known) == 1), "it was not started");

        var dead = server;
        await dead.HaltAsync();
        server = await JobServer.StartAsync(database, script, At(9, 5), id: 2);
        await server.EndedAsync(HourlyJob.Known, 1, TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2], script.Starts.Where(start => start.Job == HourlyJob.Known).Select(start => start.Server));
        Assert.Equal([null, "ran"], (await server.RunsAsync(HourlyJob.Known)).Select(run => run.Outcome));

        server.Time.PassUntil(At(10));
        await server.EndedAsync(HourlyJob.Known, 2);
        hanging.SetResult();
        await dead.DisposeAsync();
    }

    private static DateTimeOffset At(int hour, int minute = 0) => new(2026, 3, 2, hour, minute, 0, TimeSpan.FromHours(8));
}

public sealed class ScheduleOnSqlite() : ScheduleTests(null);

public sealed class ScheduleOnPostgres(PostgresCluster cluster) : ScheduleTests(cluster);
