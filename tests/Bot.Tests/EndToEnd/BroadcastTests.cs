using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>
/// A campaign to thousands, made and approved by message, paused, resumed and killed in the middle. WeChat's own log says who got it. BROADCAST_PEOPLE
/// sets another number of people than the 2,000 of the usual run.
/// </summary>
public abstract partial class BroadcastTests(PostgresCluster? cluster, ITestOutputHelper output) : WeChatServerTests(cluster)
{
    private const string Mark = "节前请";
    private const int Some = 10;

    private static readonly int People = int.Parse(Environment.GetEnvironmentVariable("BROADCAST_PEOPLE") ?? "2000", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Everybody_in_the_audience_gets_it_once_and_nobody_else_though_the_server_is_killed()
    {
        var crowd = await new Crowd(WeChat, Database, Raw).GatherAsync(People);
        var (author, other) = (await BoundAsync("oAuthor", "officer", "海曙区"), await BoundAsync("oOther", "officer", "海曙区"));
        await LeaveAsync(crowd.OptedOut, crowd.Unfollowed);

        foreach (var (says, sees) in new[]
        {
            ("群发", "【1】"), ("节前提醒", "【2】"), ("1", "【3】"), (Mark + "“{作坊名称}”自查", "【4】"), ("年糕", "【5】"), ("1", "【6】"), ("1", "回复 1 存下来"), ("1", "存好了"),
            ("群发提交 1", "已提交"), ("群发批准 1", "不能自己批准"),
        })
        {
            await AskAsync(author, says, sees);
        }

        await ApproveAsync(other);
        Assert.Empty(Got());

        await UntilAsync(() => Task.FromResult(Got().Count > People / 5), "it never began");
        await AskAsync(author, "群发暂停 1", "已暂停");
        await StillAsync();
        var before = Got().Count;
        var late = crowd.Audience.Where(user => !Got().Contains(user.OpenId)).TakeLast(Some).ToList();
        await LeaveAsync(late, []);
        Assert.Equal(before, Got().Count);

        await AskAsync(author, "群发继续 1", "接着发");
        await UntilAsync(() => Task.FromResult(Got().Count > People / 2), "it did not go on");
        await Server.KillAsync();
        output.WriteLine($"killed when {Got().Count} had it");
        await StartAsync();
        await UntilAsync(async () => await Raw.CountAsync("""SELECT COUNT(*) FROM "CampaignRecipients" WHERE "State" = 0 OR ("State" = 1 AND "OutboxId" IN (SELECT "Id" FROM "Outbox" WHERE "State" <> 3))""") == 0, "it did not end");

        // Those whose window is closed get it when they write; one of them does not.
        foreach (var user in crowd.Silent.Skip(1))
        {
            await user.SayAsync("菜单");
        }

        await UntilAsync(async () => await Raw.CountAsync("""SELECT COUNT(*) FROM "Outbox" WHERE "CampaignId" IS NOT NULL AND "State" IN (0, 1)""") == 0, "the silent did not get it");
        await AssertAsync(crowd, late, author);
    }

    protected override Dictionary<string, string?> Settings() => new(base.Settings())
    {
        // Whatever the hour at which the test runs.
        ["QuietHours:FromHour"] = "24",
        ["QuietHours:UntilHour"] = "0",
        ["Campaigns:Every"] = "00:00:00.1",
        ["Campaigns:Batch"] = "300",
        ["Campaigns:Ahead"] = "600",
        ["Campaigns:SettleEvery"] = "00:00:01",
        ["Outbox:Lease"] = "00:00:15",
    };

    private async Task AssertAsync(Crowd crowd, IReadOnlyList<FakeWeChatUser> late, FakeWeChatUser author)
    {
        var expected = crowd.Audience.Concat(crowd.Silent.Skip(1)).Except(late).Select(user => user.OpenId).ToHashSet();
        var got = Got();
        output.WriteLine($"{got.Count} sent to {expected.Count} expected");
        Assert.Equal(got.Count, got.Distinct().Count());
        Assert.Subset(expected, got.ToHashSet());

        // A send that was under way when the server died is not repeated, and is not forgotten either: the result names it.
        var unknown = (await Raw.ReadAsync("""SELECT "Address" FROM "Outbox" WHERE "CampaignId" IS NOT NULL AND "State" = 5""")).Select(address => ChatAddress.Parse(address).User).ToHashSet();
        Assert.Empty(expected.Except(got).Except(unknown));
        var result = await AskAsync(author, "群发结果 1", "已发");
        output.WriteLine(result);
        Assert.Contains($"已发 {got.Count - got.Count(unknown.Contains)} 条", result, StringComparison.Ordinal);
        Assert.Equal(unknown.Count > 0, result.Contains($"不重发（发送时服务中断） {unknown.Count} 条", StringComparison.Ordinal));
        Assert.Contains($"没发（已退订） {crowd.OptedOut.Count + late.Count} 条", result, StringComparison.Ordinal);
        Assert.Contains($"没发（没有绑定聊天） {crowd.Unfollowed.Count} 条", result, StringComparison.Ordinal);
        Assert.Contains("等对方来消息", result, StringComparison.Ordinal);
        Assert.Empty(await Raw.BrokenPromisesAsync());
    }

    /// <summary>Whom the platform delivered it to, one entry for each time.</summary>
    private List<string> Got() => [.. WeChat.Api.CallsOf("message/custom/send")
        .Where(call => call.ErrorCode == 0 && call.Body.Contains(Mark, StringComparison.Ordinal) && call.Body.Contains("退订", StringComparison.Ordinal) && !call.Body.Contains("校验码", StringComparison.Ordinal))
        .Select(call => ToUser().Match(call.Body).Groups[1].Value)
        .Where(user => user.StartsWith(Crowd.Prefix, StringComparison.Ordinal))];

    private static async Task LeaveAsync(IReadOnlyList<FakeWeChatUser> optOut, IReadOnlyList<FakeWeChatUser> unfollow)
    {
        foreach (var user in optOut)
        {
            await AskAsync(user, "退订", "不再发");
        }

        foreach (var user in unfollow)
        {
            await user.UnfollowAsync();
        }
    }

    private static async Task ApproveAsync(FakeWeChatUser officer)
    {
        var digest = Digest().Match(await AskAsync(officer, "群发批准 1", "校验码")).Groups[1].Value;
        await AskAsync(officer, $"群发批准 1 {digest}", "已批准");
    }

    /// <summary>What was taken to be sent just as the pause came still goes: waits until a second passes in which nothing is under way and nothing arrives.</summary>
    private async Task StillAsync()
    {
        var (got, since) = (-1, Stopwatch.StartNew());
        await UntilAsync(
            async () =>
            {
                if (await Raw.CountAsync("""SELECT COUNT(*) FROM "Outbox" WHERE "State" = 1""") > 0 || Got().Count != got)
                {
                    (got, since) = (Got().Count, Stopwatch.StartNew());
                }

                return since.Elapsed > TimeSpan.FromSeconds(1);
            },
            "sends did not end");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string otherwise)
    {
        using var over = new CancellationTokenSource(Limit);
        while (!await holds())
        {
            Assert.False(over.IsCancellationRequested, otherwise);
            await Task.Delay(50);
        }
    }

    [GeneratedRegex("\"touser\":\"([^\"]+)\"")]
    private static partial Regex ToUser();

    [GeneratedRegex("校验码：([0-9a-f]{8})")]
    private static partial Regex Digest();
}

public sealed class BroadcastOnSqlite(ITestOutputHelper output) : BroadcastTests(null, output);

public sealed class BroadcastOnPostgres(PostgresCluster cluster, ITestOutputHelper output) : BroadcastTests(cluster, output);
