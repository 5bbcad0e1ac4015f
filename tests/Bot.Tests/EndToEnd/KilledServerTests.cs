using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>kill -9 at random moments under traffic: nothing acknowledged is lost, nothing is applied twice.</summary>
public abstract class KilledServerTests(PostgresCluster? cluster, ITestOutputHelper output) : WeChatServerTests(cluster)
{
    private const int Kills = 30;
    private const int Owners = 4;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    private readonly List<FilingOwner> owners = [];
    private volatile TaskCompletionSource serverIsThere = Completed();
    private int made;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_server_is_killed_thirty_times()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var over = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, Owners).Select(_ => FileUntilAsync(over.Token)).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 2000)));
            serverIsThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Server.KillAsync();
            await StartAsync();
            serverIsThere.SetResult();
        }

        await over.CancelAsync();
        await Task.WhenAll(traffic);
        await SettledAsync();

        output.WriteLine($"{owners.Count} owners filed; {owners.Sum(owner => owner.Sent)} messages, {owners.Sum(owner => owner.Acknowledged)} acknowledged");
        foreach (var complaint in Server.Output.Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).TakeLast(20))
        {
            output.WriteLine(complaint);
        }

        Assert.Empty(await Raw.BrokenPromisesAsync());
        Assert.InRange(await Raw.CountAsync("""SELECT COUNT(*) FROM "Inbox" """), owners.Sum(owner => owner.Acknowledged), owners.Sum(owner => owner.Sent));
        Assert.Equal(owners.Count, await Raw.CountAsync("""SELECT COUNT(*) FROM "Filings" """));
    }

    private async Task FileUntilAsync(CancellationToken over)
    {
        do
        {
            var index = Interlocked.Increment(ref made);
            var owner = new FilingOwner(WeChat.User($"oKilled_{index:D4}"), index);
            owner.User.Copies = 3;
            lock (owners)
            {
                owners.Add(owner);
            }

            await owner.FileAsync(() => serverIsThere.Task, Silence);
        }
        while (!over.IsCancellationRequested);
    }

    /// <summary>What recovery still has to take up is taken up: polled on the real condition.</summary>
    private async Task SettledAsync()
    {
        for (var look = 0; look < 200 && await Raw.CountAsync("""SELECT COUNT(*) FROM "Inbox" WHERE "State" = 0""") > 0; look++)
        {
            await Task.Delay(200);
        }

        Assert.Equal(0, await Raw.CountAsync("""SELECT COUNT(*) FROM "Inbox" WHERE "State" = 0"""));
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}

public sealed class KilledServerOnSqlite(ITestOutputHelper output) : KilledServerTests(null, output);

public sealed class KilledServerOnPostgres(PostgresCluster cluster, ITestOutputHelper output) : KilledServerTests(cluster, output);
