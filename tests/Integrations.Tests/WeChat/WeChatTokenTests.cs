using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The account's token: one for all callers, renewed in time, and no storm when the platform refuses it.</summary>
public sealed class WeChatTokenTests
{
    private const string Send = "message/custom/send";
    private static readonly TimeSpan AccountPause = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Many_callers_with_a_revoked_token_renew_it_once()
    {
        await using var server = await WeChatServer.StartAsync();
        var users = Enumerable.Range(0, 40).Select(n => server.Platform.User($"o{n}")).ToList();
        await Task.WhenAll(users.Select(user => user.SayAsync("hi")));
        await Task.WhenAll(users.Select(user => server.Channel.SendAsync(new("wechat", "wx", user.OpenId), new("1"), default)));
        Assert.Equal(1, server.Platform.Tokens.Made);
        server.Platform.Tokens.Revoke();

        var results = await Task.WhenAll(users.Select(user => server.Channel.SendAsync(new("wechat", "wx", user.OpenId), new("2"), default)));

        Assert.All(results, result => Assert.IsType<SendResult.Sent>(result));
        Assert.Equal(2, server.Platform.Tokens.Made);
        Assert.Equal(2, server.Platform.Api.CallsOf("stable_token").Count);
        Assert.All(users, user => Assert.Equal(["1", "2"], user.Screen.Texts));
    }

    [Fact]
    public async Task A_token_refused_twice_is_not_renewed_for_ever()
    {
        await using var server = await WeChatServer.StartAsync();
        await server.Platform.User("o1").SayAsync("hi");
        server.Platform.Api.Fail(Send, 42001, times: 100);

        Assert.Equal(new SendResult.RetryLater("token-expired 42001"), await SendAsync(server, "hi"));

        Assert.Equal(2, server.Platform.Api.CallsOf(Send).Count);
        // The platform gave out the very token it had refused, so it was made to change it: once, once more with force.
        Assert.Equal([false, false, true], server.Platform.Api.CallsOf("stable_token").Select(call => call.Body.Contains("\"force_refresh\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_renewed_before_its_end()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await WeChatServer.StartAsync(time: time);
        await server.Platform.User("o1").SayAsync("hi");
        await SendAsync(server, "1");
        time.Advance(TimeSpan.FromMinutes(116));

        Assert.IsType<SendResult.Sent>(await SendAsync(server, "2"));

        Assert.Equal(2, server.Platform.Tokens.Made);
        Assert.All(server.Platform.Api.CallsOf(Send), call => Assert.Equal(0, call.ErrorCode));
    }

    [Fact]
    public async Task A_wrong_secret_stops_the_account_without_a_storm()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await WeChatServer.StartAsync(time: time, settings: [("WeChat:AppSecret", "wrong-secret")]);
        server.Platform.User("o1");

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(new SendResult.AccountStopped("secret-wrong 40125", AccountPause), await SendAsync(server, "hi"));
        }

        Assert.Single(server.Platform.Api.CallsOf("stable_token"));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(new SendResult.AccountStopped("secret-wrong 40125", TimeSpan.FromSeconds(571)), await SendAsync(server, "hi"));
        // From here on it is the outbox that rests: what it lets go is tried.
        time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(server, "hi");
        Assert.Equal(2, server.Platform.Api.CallsOf("stable_token").Count);
    }

    [Fact]
    public async Task At_the_token_endpoint_40001_stops_the_account()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.Api.Fail("stable_token", 40001);

        Assert.Equal(new SendResult.AccountStopped("secret-wrong 40001", AccountPause), await SendAsync(server, "hi"));
    }

    private static Task<SendResult> SendAsync(WeChatServer server, string text) => server.Channel.SendAsync(new("wechat", "wx", "o1"), new(text), default);
}
