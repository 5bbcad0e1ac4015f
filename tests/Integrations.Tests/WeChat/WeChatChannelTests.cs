using System.Net.Sockets;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using BotAssistant.WeChat;
using BotAssistant.WeChat.Sending;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Sending and fetching, over real HTTP, against the fake platform.</summary>
public sealed class WeChatChannelTests
{
    private const string Send = "message/custom/send";
    private static readonly TimeSpan AccountPause = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_text_arrives_unescaped()
    {
        await using var server = await WeChatServer.StartAsync();
        await server.Platform.User("o1").SayAsync("hi");

        Assert.IsType<SendResult.Sent>(await SendAsync(server, "您好 <a> & \"引号\" \\u0041 🍡"));

        Assert.Equal(["您好 <a> & \"引号\" \\u0041 🍡"], server.Platform.User("o1").Screen.Texts);
        Assert.Contains("您好", Assert.Single(server.Platform.Api.CallsOf(Send)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_end_as_the_platform_counts_them()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await WeChatServer.StartAsync(time: time);

        server.Platform.User("o1");
        Assert.Equal(new SendResult.RouteClosed("window-closed 45015"), await SendAsync(server, "0"));
        await server.Platform.User("o1").SayAsync("hi");
        for (var i = 1; i <= 5; i++)
        {
            Assert.IsType<SendResult.Sent>(await SendAsync(server, $"{i}"));
        }

        Assert.Equal(new SendResult.RouteClosed("window-used-up 45047"), await SendAsync(server, "6"));
        await server.Platform.User("o1").ClickMenuAsync("帮助");
        Assert.IsType<SendResult.Sent>(await SendAsync(server, "7"));
        time.Advance(TimeSpan.FromHours(49));
        Assert.Equal(new SendResult.RouteClosed("window-closed 45015"), await SendAsync(server, "8"));
    }

    [Fact]
    public async Task A_person_who_left_is_gone()
    {
        await using var server = await WeChatServer.StartAsync();
        await server.Platform.User("o1").UnfollowAsync();

        Assert.Equal(new SendResult.ContactGone("not-following 43004"), await SendAsync(server, "hi"));
        Assert.Equal(new SendResult.ContactGone("openid-unknown 40003"), await server.Channel.SendAsync(new("wechat", "wx", "stranger"), new("hi"), default));
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_stops_all_calls()
    {
        await using var server = await WeChatServer.StartAsync(time: new FakeTimeProvider(Noon));
        server.Platform.Api.Fail(Send, 40164);

        Assert.Equal(new SendResult.AccountStopped("address-not-allowed 40164", AccountPause), await SendAsync(server, "1"));
        Assert.Equal(new SendResult.AccountStopped("address-not-allowed 40164", AccountPause), await SendAsync(server, "2"));
        Assert.Equal(new MediaResult.RetryLater("address-not-allowed 40164"), await FetchAsync(server, "m"));
        Assert.Single(server.Platform.Api.CallsOf(Send));
    }

    [Fact]
    public async Task A_daily_quota_closes_that_API_until_midnight_in_Shanghai()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await WeChatServer.StartAsync(time: time);
        await server.Platform.User("o1").SayAsync("hi");
        server.Platform.Api.Fail(Send, 45009);

        Assert.Equal(new SendResult.RetryLater("daily-quota 45009", TimeSpan.FromHours(12)), await SendAsync(server, "1"));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new SendResult.RetryLater("daily-quota 45009", TimeSpan.FromHours(11)), await SendAsync(server, "2"));
        Assert.IsType<MediaResult.Lost>(await FetchAsync(server, "unknown"));
        Assert.Single(server.Platform.Api.CallsOf(Send));
        time.Advance(TimeSpan.FromHours(11));
        Assert.IsType<SendResult.Sent>(await SendAsync(server, "3"));
    }

    [Theory]
    [InlineData(Fault.Drop, 0, "connection-lost")]
    [InlineData(Fault.DropAfterwards, 0, "connection-lost")]
    [InlineData(Fault.Garbage, 0, "unreadable")]
    [InlineData(Fault.Status, 502, "http 502")]
    [InlineData(Fault.Delay, 5_000, "no-answer-in-time")]
    public async Task Without_a_readable_answer_the_outcome_is_unknown(Fault fault, int code, string reason)
    {
        await using var server = await WeChatServer.StartAsync(settings: [("WeChat:ApiTimeout", "00:00:00.8")]);
        await server.Platform.User("o1").SayAsync("hi");
        Assert.IsType<SendResult.Sent>(await SendAsync(server, "first"));
        server.Platform.Api.Inject(Send, fault, code);

        Assert.Equal(new SendResult.OutcomeUnknown(reason), await SendAsync(server, "hi"));

        Assert.Equal(2, server.Platform.Api.CallsOf(Send).Count + (fault == Fault.Delay ? 1 : 0));
    }

    [Fact]
    public async Task A_throttling_status_may_go_again()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.Api.Inject(Send, Fault.Status, 503);

        Assert.Equal(new SendResult.RetryLater("http 503"), await SendAsync(server, "hi"));
    }

    [Fact]
    public async Task A_refused_connection_may_go_again()
    {
        var closed = ClosedPort();
        await using var server = await WeChatServer.StartAsync(settings: [("WeChat:ApiBase", $"http://127.0.0.1:{closed}")]);

        Assert.Equal(new SendResult.RetryLater("unreachable"), await SendAsync(server, "hi"));
        Assert.Equal(new MediaResult.RetryLater("unreachable"), await FetchAsync(server, "m"));
    }

    [Fact]
    public async Task A_photo_is_fetched_byte_for_byte()
    {
        await using var server = await WeChatServer.StartAsync();
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 100_000).Select(n => (byte)n)];
        await server.Platform.User("o1").SendPhotoAsync(photo);

        var result = await server.Channel.FetchAsync(new("wechat", "wx", "o1"), Assert.Single(server.Inbox.Received[0].Media), default);

        Assert.Equal(photo, Assert.IsType<MediaResult.Fetched>(result).Bytes);
    }

    [Fact]
    public async Task A_photo_that_is_over_unknown_or_too_large_is_lost()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await WeChatServer.StartAsync(time: time, settings: [("WeChat:MediaLimitBytes", "70000")]);
        var large = server.Platform.Media.Keep(new byte[70_001], "image/jpeg");
        var old = server.Platform.Media.Keep(new byte[10], "image/jpeg");

        Assert.Equal(new MediaResult.Lost("too-large"), await FetchAsync(server, large));
        Assert.Equal(new MediaResult.Lost("media-gone 40007"), await FetchAsync(server, "unknown"));
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(new MediaResult.Lost("media-gone 40007"), await FetchAsync(server, old));
    }

    [Fact]
    public async Task A_busy_platform_is_asked_for_the_photo_again()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.Api.Fail("media/get", -1);
        server.Platform.Api.Inject("media/get", Fault.Drop);

        Assert.Equal(new MediaResult.RetryLater("platform-busy -1"), await FetchAsync(server, "m"));
        Assert.Equal(new MediaResult.RetryLater("connection-lost"), await FetchAsync(server, "m"));
    }

    [Fact]
    public async Task An_upload_can_be_fetched()
    {
        await using var server = await WeChatServer.StartAsync();

        var answer = Assert.IsType<ApiAnswer.Done>(await server.Get<WeChatApi>().UploadAsync("image", "登记证.jpg", "image/jpeg", [1, 2, 3], default));

        Assert.Equal([1, 2, 3], Assert.IsType<MediaResult.Fetched>(await FetchAsync(server, answer.Body.GetProperty("media_id").GetString()!)).Bytes);
    }

    [Fact]
    public async Task Typing_is_shown()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.User("o1");

        Assert.IsType<ApiAnswer.Done>(await server.Get<WeChatApi>().TypeAsync("o1", typing: true, default));
        Assert.Contains("\"Typing\"", server.Platform.Api.CallsOf("message/custom/typing")[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_a_line_of_the_channel_log_with_rid_and_without_secrets()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.User("oSecretOpenId");
        var id = Guid.NewGuid();

        await server.Channel.SendAsync(new("wechat", "wx", "oSecretOpenId"), new("秘密") { MessageId = id }, default);

        var entry = Assert.Single(server.Log.Entries, entry => entry.About == id);
        Assert.Matches(@"^POST /cgi-bin/message/custom/send to o\*\*\*[0-9a-f]{8}$", entry.Call);
        Assert.Equal(("200 errcode=45015 window-closed", "6743f0a1-1b2c3d4e-0000afd7"), (entry.Outcome, entry.Trace));
        var token = server.Platform.Api.CallsOf(Send)[0].Query["access_token"];
        var written = string.Join('\n', server.Log.Entries.Select(line => line.ToString()).Concat(server.Logs.Lines));
        foreach (var secret in new[] { token, "oSecretOpenId", "秘密", server.Platform.Account.AppSecret, server.Platform.Account.EncodingAesKey })
        {
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cancelled_send_throws()
    {
        await using var server = await WeChatServer.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Channel.SendAsync(new("wechat", "wx", "o1"), new("hi"), stop.Token));
    }

    private static Task<SendResult> SendAsync(WeChatServer server, string text) => server.Channel.SendAsync(new("wechat", "wx", "o1"), new(text), default);

    private static Task<MediaResult> FetchAsync(WeChatServer server, string id) => server.Channel.FetchAsync(new("wechat", "wx", "o1"), new(id), default);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
