using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>When an answer cannot go with the request, and when WeChat says no.</summary>
public sealed class SlowAndLostTests() : WeChatServerTests(null)
{
    private const int BeyondBudget = 4500;
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 7];

    [Fact]
    public async Task A_slow_turn_is_acknowledged_and_answered_once_by_a_message()
    {
        var owner = await AtThePhotoAsync("oSlow", 11);
        WeChat.Api.Inject("media/get", Fault.Delay, BeyondBudget);
        var before = owner.Screen.Lines.Count;
        var result = await owner.SendPhotoAsync(Png, "image/png");
        Assert.True(result.Acknowledged);
        Assert.Null(result.Text);
        var lines = await owner.Screen.WaitAsync(lines => lines.Count > before);
        Assert.Equal(ShownAs.Message, lines[^1].As);
        Assert.Contains("国徽", lines[^1].Text, StringComparison.Ordinal);
        Assert.Contains("平面图", (await owner.SendPhotoAsync(Png, "image/png")).Text, StringComparison.Ordinal);
        Assert.Equal(1, owner.Screen.Texts.Skip(before).Count(text => text.Contains("国徽", StringComparison.Ordinal)));
        Assert.Empty(await Raw.BrokenPromisesAsync());
    }

    [Fact]
    public async Task A_photo_that_WeChat_has_lost_is_asked_for_again()
    {
        var owner = await AtThePhotoAsync("oLost", 12);
        WeChat.Api.Fail("media/get", 40007);
        Assert.Contains("再发一次", (await owner.SendPhotoAsync(Png, "image/png")).Text, StringComparison.Ordinal);
        Assert.Contains("不是照片", (await owner.SendPhotoAsync("%PDF-1.7 no photo"u8.ToArray(), "image/png")).Text, StringComparison.Ordinal);
        Assert.Contains("国徽", (await owner.SendPhotoAsync(Png, "image/png")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_the_quota_stops_waits_for_the_persons_next_word()
    {
        var owner = await AtThePhotoAsync("oQuota", 13);
        WeChat.Api.Inject("media/get", Fault.Delay, BeyondBudget);
        WeChat.Api.Fail("message/custom/send", 45047);
        var before = owner.Screen.Lines.Count;
        await owner.SendPhotoAsync(Png, "image/png");
        await PolledAsync("""SELECT COUNT(*) FROM "Outbox" WHERE "State" = 3""");
        Assert.DoesNotContain(owner.Screen.Lines.Skip(before), line => line.As == ShownAs.Message);

        await owner.SayAsync("帮助");
        var lines = await owner.Screen.WaitAsync(lines => lines.Skip(before).Any(line => line.As == ShownAs.Message));
        Assert.Contains("国徽", lines.Last(line => line.As == ShownAs.Message).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_is_forgotten_and_the_file_stays()
    {
        var owner = new FilingOwner(WeChat.User("oLeaves"), 14);
        await owner.FileAsync(Nothing, Patience);
        await owner.User.SayAsync("建档");
        await owner.User.UnfollowAsync();

        Assert.Equal(0, await Raw.CountAsync("""SELECT COUNT(*) FROM "ChatIdentities" WHERE "Address" LIKE '%oLeaves' """));
        Assert.Equal(0, await Raw.CountAsync("""SELECT COUNT(*) FROM "Conversations" WHERE "Address" LIKE '%oLeaves' """));
        Assert.Equal(1, await Raw.CountAsync("""SELECT COUNT(*) FROM "Filings" """));

        var officer = await BoundAsync("oLeftOfficer", "officer", "海曙区");
        Assert.Contains("已核准", (await officer.SayAsync("核准 1")).Text, StringComparison.Ordinal);
        Assert.Contains("要办什么", (await owner.User.FollowAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("没有没填完", (await owner.User.SayAsync("继续")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graceful_stop_finishes_the_turn_that_has_begun()
    {
        var owner = await AtThePhotoAsync("oGraceful", 15);
        WeChat.Api.Inject("media/get", Fault.Delay, 2000);
        var photo = owner.SendPhotoAsync(Png, "image/png");
        await PolledAsync("""SELECT COUNT(*) FROM "Inbox" WHERE "State" = 0""");
        Assert.Equal(0, await Server.StopAsync());
        Assert.Contains("国徽", (await photo).Text, StringComparison.Ordinal);
        Assert.Empty(await Raw.BrokenPromisesAsync());
    }

    /// <summary>Waits for a real condition: the count is above zero.</summary>
    private async Task PolledAsync(string sql)
    {
        for (var look = 0; look < 300; look++)
        {
            if (await Raw.CountAsync(sql) > 0)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"Never came true: {sql}");
    }

    /// <summary>An owner who has answered everything up to the photo of the identity card.</summary>
    private async Task<FakeWeChatUser> AtThePhotoAsync(string openId, int index)
    {
        var owner = WeChat.User(openId);
        foreach (var words in new[]
        {
            "建档", "1", FilingOwner.NameOf(index), "王小明", FilingOwner.IdOf(index), "19900000001", FilingOwner.CreditOf(index), "海曙", FilingOwner.AddressOf(index), "年糕", "粳米", "不用", "自产", "1", "没有", "1", "3",
        })
        {
            await owner.SayAsync(words);
        }

        Assert.Contains("有头像的一面", (await owner.SayAsync("60")).Text, StringComparison.Ordinal);
        return owner;
    }
}

/// <summary>Several servers on one database stay of one mind.</summary>
public sealed class TwoServersTests(PostgresCluster cluster) : WeChatServerTests(cluster)
{
    [Fact]
    public async Task A_filing_spread_over_two_servers_is_one_filing()
    {
        await using var second = new ServerProcess(Settings());
        await second.StartAsync();
        Uri[] servers = [WeChat.Callback!, new Uri(second.Address!, "/wechat")];
        var owner = new FilingOwner(WeChat.User("oTwoServers"), 21);
        owner.User.Copies = 2;
        var turn = 0;
        await owner.FileAsync(
            () =>
            {
                WeChat.Callback = servers[turn++ % 2];
                return Task.CompletedTask;
            },
            Patience);

        Assert.Equal(1, await Raw.CountAsync("""SELECT COUNT(*) FROM "Filings" """));
        Assert.Equal(owner.Sent, await Raw.CountAsync("""SELECT COUNT(*) FROM "Inbox" """));
        Assert.Empty(await Raw.BrokenPromisesAsync());
    }
}
