using System.Net;
using System.Text;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The fake is as strict as the platform: a test that leans on it can fail.</summary>
public sealed class FakeWeChatPlatformTests
{
    [Theory]
    [InlineData("""{"touser":"o1","msgtype":"text","text":{"content":"\u4f60"}}""", 40033)]
    [InlineData("""{"touser":"o1","msgtype":"text","text":{"content":""}}""", 44004)]
    [InlineData("{", 47001)]
    [InlineData("", 44002)]
    [InlineData("""{"touser":"o1","msgtype":"msgmenu"}""", 40200)]
    [InlineData("""{"touser":"o1","msgtype":"text","text":{"content":"hi"}}""", 0)]
    public async Task A_send_is_judged_as_by_the_platform(string body, int code) => Assert.Equal(code, await SendAsync(body));

    [Theory]
    [InlineData(2048, 0)]
    [InlineData(2049, 45002)]
    public async Task A_text_has_at_most_2048_bytes(int length, int code) =>
        Assert.Equal(code, await SendAsync($$$"""{"touser":"o1","msgtype":"text","text":{"content":"{{{new string('x', length)}}}"}}"""));

    [Fact]
    public async Task A_reply_that_breaks_the_protocol_is_found()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(new OutboundPart(new string('x', 2_049)));

        var result = await server.Platform.User("o1").SayAsync("hi");

        Assert.Equal(["The reply's text is empty or longer than 2048 bytes."], result.Problems);
    }

    [Fact]
    public async Task A_slow_server_is_pushed_to_three_times()
    {
        await using var server = await WeChatServer.StartAsync();
        var never = new TaskCompletionSource<OutboundPart?>();
        server.Inbox.Answer = _ => never.Task;
        server.Platform.PushTimeout = TimeSpan.FromMilliseconds(200);
        server.Platform.MarkFailAfter = 1;

        var result = await server.Platform.User("o1").SayAsync("hi");
        var next = await server.Platform.User("o1").SayAsync("hi");
        never.SetResult(null);

        Assert.Equal(["timeout", "timeout", "timeout"], result.Problems);
        Assert.Equal([FakeWeChatPlatform.FaultNotice], server.Platform.User("o1").Screen.Texts);
        Assert.Equal(["mark-fail"], next.Problems);
    }

    [Fact]
    public async Task Stable_tokens_stay_and_plain_tokens_change()
    {
        var time = new FakeTimeProvider();
        await using var platform = await FakeWeChatPlatform.StartAsync(time: time);
        var (account, tokens) = (platform.Account, platform.Tokens);
        var stable = tokens.Stable(account.AppId, account.AppSecret, force: false).Token;
        var plain = tokens.Plain(account.AppId, account.AppSecret).Token;

        Assert.Equal(stable, tokens.Stable(account.AppId, account.AppSecret, force: false).Token);
        Assert.NotEqual(plain, tokens.Plain(account.AppId, account.AppSecret).Token);
        Assert.Equal(0, tokens.Check(plain));
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(42001, tokens.Check(plain));
        Assert.NotEqual(stable, tokens.Stable(account.AppId, account.AppSecret, force: true).Token);
        Assert.Equal(40001, tokens.Check(stable));
        Assert.Equal(40125, tokens.Stable(account.AppId, "wrong", force: false).Code);
    }

    private static async Task<int> SendAsync(string body)
    {
        await using var platform = await FakeWeChatPlatform.StartAsync();
        platform.Windows.Open(platform.User("o1").OpenId, Window.Message);
        var token = platform.Tokens.Stable(platform.Account.AppId, platform.Account.AppSecret, force: false).Token;
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(platform.ApiBase, $"/cgi-bin/message/custom/send?access_token={token}"), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(platform.Api.Calls).ErrorCode;
    }
}
