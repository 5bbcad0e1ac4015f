using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The real server, the fake WeChat and a real database.</summary>
public abstract class WeChatServerTests(PostgresCluster? cluster) : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected FakeWeChatPlatform WeChat { get; private set; } = null!;

    protected TestDatabase Database { get; private set; } = null!;

    protected ServerProcess Server { get; private set; } = null!;

    protected RawDatabase Raw { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        WeChat = await FakeWeChatPlatform.StartAsync();
        Database = cluster is null ? await TestDatabase.SqliteAsync() : await TestDatabase.PostgresAsync(cluster);
        Raw = new RawDatabase(Database);
        Server = new ServerProcess(Settings());
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await WeChat.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Dictionary<string, string?> Settings() => new(Database.Settings())
    {
        ["WeChat:AppId"] = WeChat.Account.AppId,
        ["WeChat:AppSecret"] = WeChat.Account.AppSecret,
        ["WeChat:Token"] = WeChat.Account.Token,
        ["WeChat:EncodingAesKey"] = WeChat.Account.EncodingAesKey,
        ["WeChat:ApiBase"] = WeChat.ApiBase.ToString(),
        ["Turns:RecoverAfter"] = "00:00:05",
        ["Turns:RecoverEvery"] = "00:00:01",
        // Killed half a second after each start, a server may not live to end one cold turn many times in a row.
        ["Turns:MostAttempts"] = "100",
        ["Outbox:Every"] = "00:00:00.1",
    };

    protected async Task StartAsync()
    {
        await Server.StartAsync();
        WeChat.Callback = new Uri(Server.Address!, "/wechat");
    }

    protected async Task<FakeWeChatUser> BoundAsync(string openId, string role, string district)
    {
        var user = WeChat.User(openId);
        await AskAsync(user, $"绑定 {await Server.InviteAsync(role, district)}", "绑定好了");
        return user;
    }

    /// <summary>Says something and waits until the answer shows these words, as a reply or, from a slow server, as a message.</summary>
    /// <returns>All that the screen shows since.</returns>
    protected static async Task<string> AskAsync(FakeWeChatUser user, string says, string sees)
    {
        var before = user.Screen.Lines.Count;
        await user.SayAsync(says);
        var lines = await user.Screen.WaitAsync(lines => lines.Skip(before).Any(line => line.Text.Contains(sees, StringComparison.Ordinal)), Patience);
        return string.Join('\n', lines.Skip(before).Select(line => line.Text));
    }

    protected static Task Nothing() => Task.CompletedTask;
}
