using System.Globalization;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>
/// Server processes on one clock, which goes from event to event and stands still until all that is due has been done: no trigger of Quartz's is due, no job
/// runs, nothing is to be sent. The database says so. So a year passes as fast as its work is done, and each run sees the same.
/// </summary>
internal sealed class ServersOnAClock : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>So often the same is seen, for more than a second, before the clock is nudged.</summary>
    private const int MostLooks = 60;

    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(10);

    private readonly List<ServerProcess> processes;
    private readonly HashSet<int> running = [];
    private readonly FakeWeChatPlatform platform;
    private readonly FakeTimeProvider time;
    private readonly RawDatabase raw;
    private readonly bool isSqlite;
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> steady = [];
    private DateTimeOffset? steadySince;
    private DateTimeOffset killedAt = DateTimeOffset.MinValue;
    private TimeSpan error;

    /// <param name="time">The true time, which the platform has.</param>
    public ServersOnAClock(int count, TestDatabase database, FakeWeChatPlatform platform, FakeTimeProvider time, IReadOnlyDictionary<string, string?> settings)
    {
        processes = [.. Enumerable.Range(0, count).Select(_ => new ServerProcess(settings))];
        (this.platform, this.time, raw, isSqlite) = (platform, time, new RawDatabase(database), database.Provider == "sqlite");
    }

    /// <summary>When at least one server ran and its clock was right.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Steady => steadySince is { } since ? [.. steady, (since, time.GetUtcNow())] : steady;

    /// <summary>Such is now.</summary>
    public bool IsSteady => steadySince is not null;

    public IReadOnlyCollection<int> Running => running;

    public int Count => processes.Count;

    public IEnumerable<string> Output => processes.SelectMany(process => process.Output);

    private DateTimeOffset Now => time.GetUtcNow() + error;

    public async Task StartAsync(int server)
    {
        processes[server].Program = ("BotAssistant.ClockedServer.dll", [Text(Now)]);
        await processes[server].StartAsync();
        running.Add(server);
        Note();
    }

    public async Task KillAsync(int server)
    {
        Leave(server);
        await processes[server].KillAsync();
        killedAt = Now;
    }

    public async Task StopAsync(int server)
    {
        Leave(server);
        await processes[server].StopAsync();
    }

    /// <summary>Time passes, for the platform and for the servers, and what is due comes due.</summary>
    public async Task PassAsync(DateTimeOffset to)
    {
        time.SetUtcNow(to);
        foreach (var server in running)
        {
            await processes[server].TellAsync(Text(Now));
        }
    }

    /// <summary>The servers' clocks are put wrong by so much; the platform's is not.</summary>
    public async Task JumpAsync(TimeSpan by)
    {
        error = by;
        foreach (var server in running)
        {
            await processes[server].TellAsync($"jump {Text(Now)}");
        }

        Note();
    }

    /// <summary>Waits until all that is due has been done.</summary>
    public async Task SettleAsync()
    {
        using var over = new CancellationTokenSource(Limit);
        var (left, looks) = (-1L, 0);
        while (running.Count > 0 && await raw.CountAsync(Due()) is > 0 and var due)
        {
            Assert.False(over.IsCancellationRequested, $"{due} that are due at {Text(Now)} are not done:\n{string.Join('\n', Output.TakeLast(20))}");
            (left, looks) = due == left ? (left, looks + 1) : (due, 0);
            if (looks == MostLooks)
            {
                // A wait that began just as the time was set does not know of it; the next moment wakes it.
                await PassAsync(time.GetUtcNow().AddSeconds(15));
                looks = 0;
            }

            await Task.Delay(Math.Min(20, 5 + looks));
        }
    }

    /// <summary>When the next message that waits for another try may go, or the next lease of a dead sender ends; null: none.</summary>
    public async Task<DateTimeOffset?> NextTryAsync()
    {
        var at = isSqlite ? "{0}" : "CAST(EXTRACT(EPOCH FROM {0}) * 10000000 AS BIGINT)";
        var next = await raw.CountAsync($"""
            SELECT COALESCE(MIN(t), 0) FROM (SELECT {string.Format(CultureInfo.InvariantCulture, at, "\"NextAttemptAt\"")} t FROM "Outbox" WHERE "State" = 0
            UNION ALL SELECT {string.Format(CultureInfo.InvariantCulture, at, "\"LeaseUntil\"")} FROM "Outbox" WHERE "State" = 1) x
            """);
        return next == 0 ? null : new DateTimeOffset(next + (isSqlite ? 0 : DateTimeOffset.UnixEpoch.Ticks), TimeSpan.Zero) - error;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Counts what is due and not done: triggers, jobs, messages, messages that a dead server held too long, and servers that have not checked in.</summary>
    private string Due() => $"""
        SELECT (SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE NEXT_FIRE_TIME <= {Now.UtcTicks})
        + (SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS WHERE STATE = 'EXECUTING')
        + (SELECT COUNT(*) FROM "Outbox" WHERE "State" = 0 AND "NextAttemptAt" <= {Instant(Now)})
        + (SELECT COUNT(*) FROM "Outbox" WHERE "State" = 1 AND ("ClaimedAt" > {Instant(killedAt)} OR "LeaseUntil" < {Instant(Now)}))
        + (SELECT {(isSqlite ? 0 : running.Count)} - COUNT(*) FROM QRTZ_SCHEDULER_STATE WHERE LAST_CHECKIN_TIME > {(Now - CheckIn).UtcTicks})
        """;

    private void Leave(int server)
    {
        running.Remove(server);
        Note();
    }

    private void Note()
    {
        platform.Callback = running.Count > 0 ? new Uri(processes[running.First()].Address!, "/wechat") : null;
        var isSteady = running.Count > 0 && error == TimeSpan.Zero;
        if (isSteady)
        {
            steadySince ??= time.GetUtcNow();
        }
        else if (steadySince is { } since)
        {
            steady.Add((since, time.GetUtcNow()));
            steadySince = null;
        }
    }

    private string Instant(DateTimeOffset at) => isSqlite ? $"{at.UtcTicks}" : $"TIMESTAMPTZ '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'";

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
