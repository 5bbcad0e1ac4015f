using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The whole road over real HTTP in safe mode, every push sent three times at once.</summary>
public abstract class FilingOverWeChatTests(PostgresCluster? cluster) : WeChatServerTests(cluster)
{
    [Fact]
    public async Task A_filing_is_returned_corrected_registered_and_found_though_every_push_comes_three_times()
    {
        var owner = new FilingOwner(WeChat.User("oOwner_0001"), 1);
        owner.User.Copies = 3;
        Assert.Contains("要办什么", (await owner.User.FollowAsync()).Text, StringComparison.Ordinal);

        // Some way in: wrong answers, back, a correction, a pause, a crash.
        foreach (var (says, sees) in new (string, string)[]
        {
            ("建档", "告知书"), ("1", "【1】"), ("阿四年糕坊0001", "【2】"), ("王小明", "【3】"), ("330203199001010011", "校验位"),
            (FilingOwner.IdOf(1), "【4】"), ("上一步", "【3】"), (FilingOwner.IdOf(1), "【4】"), ("12345", "手机号码不对"), ("１９９　００００　０００１", "【5】"),
            ("改 1", "原来填的是"), ("阿四年糕坊0001", "【5】"), ("暂停", "已经存好了"),
        })
        {
            Assert.Contains(sees, await owner.SayAsync(says, Nothing, Patience), StringComparison.Ordinal);
        }

        await Server.KillAsync();
        await StartAsync();
        Assert.Contains("【5】", await owner.SayAsync("继续", Nothing, Patience), StringComparison.Ordinal);
        await owner.FileAsync(Nothing, Patience);
        Assert.True(owner.Sent >= 25, $"only {owner.Sent} turns");

        var officer = await BoundAsync("oOfficer_0001", "officer", "海曙区");
        officer.Copies = 3;
        Assert.Contains("阿四年糕坊0001", (await officer.SayAsync("待办")).Text, StringComparison.Ordinal);
        var card = (await officer.SayAsync("看 1")).Text!;
        Assert.Contains("3302**********", card, StringComparison.Ordinal);
        Assert.DoesNotContain(FilingOwner.IdOf(1), card, StringComparison.Ordinal);
        Assert.Contains("已退回", (await officer.SayAsync("退回 1 第8项请写全")).Text, StringComparison.Ordinal);
        await owner.User.Screen.WaitAsync(lines => lines.Any(line => line.As == ShownAs.Message && line.Text.Contains("第8项请写全", StringComparison.Ordinal)));

        Assert.Contains("【8】", await owner.SayAsync("建档", Nothing, Patience), StringComparison.Ordinal);
        Assert.Contains("请核对", await owner.SayAsync("年糕、青团、麻糍", Nothing, Patience), StringComparison.Ordinal);
        Assert.Contains("改好的资料已收到", await owner.SayAsync("1", Nothing, Patience), StringComparison.Ordinal);
        Assert.Contains("已核准", (await officer.SayAsync("核准 1")).Text, StringComparison.Ordinal);
        await owner.User.Screen.WaitAsync(lines => lines.Any(line => line.As == ShownAs.Message && line.Text.Contains("已经登记", StringComparison.Ordinal)));

        var inspector = await BoundAsync("oInspector_01", "inspector", "海曙区");
        Assert.Contains("麻糍", (await inspector.SayAsync("查 年糕坊")).Text, StringComparison.Ordinal);
        var stranger = await BoundAsync("oInspector_02", "inspector", "慈溪市");
        Assert.Contains("没有找到", (await stranger.SayAsync("查 阿四年糕坊")).Text, StringComparison.Ordinal);

        Assert.Equal(1, await Raw.CountAsync("""SELECT COUNT(*) FROM "Workshops" """));
        Assert.Equal(1, await Raw.CountAsync("""SELECT COUNT(*) FROM "Filings" """));
        Assert.Equal(1, await Raw.CountAsync("""SELECT COUNT(*) FROM "InspectionTasks" """));
        Assert.Empty(await Raw.BrokenPromisesAsync());

        // One reply a message: the follow and each message show one; what else came was a notice or a later part.
        Assert.Equal(owner.Sent + 1, owner.User.Screen.Lines.Count(line => line.As == ShownAs.Reply));
        Assert.DoesNotContain(owner.User.Screen.Lines, line => line.As == ShownAs.Fault);
        Assert.Equal(2, owner.User.Screen.Lines.Count(line => line.As == ShownAs.Message && !line.Text.StartsWith("(2/", StringComparison.Ordinal)));

        AssertNoSecrets(owner, officer);
    }

    /// <summary>Promise 4: nothing of a person, and no secret, in what the server prints.</summary>
    private void AssertNoSecrets(FilingOwner owner, FakeWeChatUser officer)
    {
        string[] secrets =
        [
            owner.User.OpenId, officer.OpenId, FilingOwner.IdOf(1), "19900000001", "王小明", "阿四年糕坊", FilingOwner.CreditOf(1),
            WeChat.Account.AppSecret, WeChat.Account.Token + "=", WeChat.Account.EncodingAesKey, "access_token=",
        ];
        Assert.DoesNotContain(Server.Output, line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }
}

public sealed class FilingOverWeChatOnSqlite() : FilingOverWeChatTests(null);

public sealed class FilingOverWeChatOnPostgres(PostgresCluster cluster) : FilingOverWeChatTests(cluster);
