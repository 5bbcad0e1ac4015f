using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Our own token: fetched, kept, renewed.</summary>
public sealed class BotTokensTests
{
    [Fact]
    public async Task A_token_is_fetched_once_for_many_and_renewed_before_its_end()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));
        await using var server = await BotFrameworkServer.StartAsync(time);
        var chat = await server.ReceiveAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(server, chat, "好")));
        var form = Assert.Single(server.Azure.Logins);
        Assert.Equal(
            ["client_credentials", FakeAzure.AppId, FakeAzure.AppPassword, "https://api.botframework.com/.default", $"{FakeAzure.TenantId}/oauth2/v2.0/token"],
            new[] { "grant_type", "client_id", "client_secret", "scope", "path" }.Select(name => form[name]));

        time.Advance(TimeSpan.FromMinutes(54));
        await SendAsync(server, chat, "好");
        Assert.Single(server.Azure.Logins);
        time.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(server, chat, "好");
        Assert.Equal(2, server.Azure.Logins.Count);
        Assert.Equal(server.Azure.Tokens[1], server.Azure.Calls[^1].Token);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_once()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.Reply(ConnectorReply.Error(401));

        Assert.IsType<SendResult.Sent>(await SendAsync(server, chat, "好"));
        Assert.Equal(server.Azure.Tokens, server.Azure.Calls.Select(call => call.Token));

        server.Azure.Reply(ConnectorReply.Error(401), ConnectorReply.Error(401));
        Assert.Equal(new SendResult.AccountStopped("token-refused 401"), await SendAsync(server, chat, "好"));
        Assert.Equal(4, server.Azure.Calls.Count);
    }

    [Fact]
    public async Task A_wrong_secret_is_not_tried_again_and_again()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("AppPassword", "wrong-secret"));
        var chat = await server.ReceiveAsync();

        Assert.Equal(new SendResult.AccountStopped("token-refused invalid_client"), await SendAsync(server, chat, "好"));
        Assert.Equal(new SendResult.AccountStopped("token-refused invalid_client"), await SendAsync(server, chat, "好"));

        Assert.Single(server.Azure.Logins);
        Assert.Empty(server.Azure.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_login_endpoint_in_trouble_is_asked_again_later(int status)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.LoginFailure = ConnectorReply.Error(status);

        Assert.Equal(new SendResult.RetryLater($"token-http {status}"), await SendAsync(server, chat, "好"));
        server.Azure.LoginFailure = null;
        Assert.IsType<SendResult.Sent>(await SendAsync(server, chat, "好"));
    }

    private static Task<SendResult> SendAsync(BotFrameworkServer server, ChatAddress chat, string text) =>
        server.Channel.SendAsync(chat, Assert.Single(server.Channel.Render(new OutboundMessage(text))), CancellationToken.None);
}
