using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Who may do without a token: a developer on a machine that nobody else can reach.</summary>
public sealed class AnonymousTests
{
    private static string Part(string text) => $$"""{"text":"{{text}}","choices":[],"isCard":false}""";

    [Fact]
    public async Task A_developers_own_machine_needs_no_token()
    {
        await using var server = await AnonymousAsync(IPAddress.Loopback);
        server.Inbox.Answer = _ => [new OutboundPart(Part("好"))];
        var activity = server.Message();
        activity["deliveryMode"] = "expectReplies";

        using var answer = await server.PostAsync(activity.ToJsonString(), null);

        Assert.Equal("好", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["activities"]![0]!["text"]);
        Assert.True(server.Channel.IsOpen);
        activity.Remove("serviceUrl");
        activity["id"] = "in-2";
        using var withoutAddress = await server.PostAsync(activity.ToJsonString(), null);
        Assert.Equal(HttpStatusCode.OK, withoutAddress.StatusCode);
        Assert.Null(server.Inbox.Received[^1].Route);
    }

    [Fact]
    public async Task A_push_to_the_developers_machine_carries_no_token()
    {
        await using var server = await AnonymousAsync(IPAddress.Loopback);
        using var answer = await server.PostAsync(server.Message().ToJsonString(), null);

        var sent = await server.Channel.SendAsync(server.Inbox.Received[0].From, new OutboundPart(Part("好")), CancellationToken.None);

        Assert.IsType<SendResult.Sent>(sent);
        Assert.Null(Assert.Single(server.Azure.Calls).Token);
        Assert.Empty(server.Azure.Logins);
    }

    [Fact]
    public async Task A_server_that_others_can_reach_takes_nobody_without_a_token()
    {
        await using var server = await AnonymousAsync(IPAddress.Any);

        using var answer = await server.PostAsync(server.Message().ToJsonString(), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task What_a_proxy_passes_on_is_not_of_this_machine(string header)
    {
        await using var server = await AnonymousAsync(IPAddress.Loopback);
        server.Http.DefaultRequestHeaders.Add(header, "203.0.113.7");

        using var answer = await server.PostAsync(server.Message().ToJsonString(), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_answers_go_to_this_machine_only()
    {
        await using var server = await AnonymousAsync(IPAddress.Loopback);
        var activity = server.Message();
        activity["serviceUrl"] = "https://smba.trafficmanager.net/teams/";

        using var answer = await server.PostAsync(activity.ToJsonString(), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_does_not_help_a_bot_without_an_app_id()
    {
        await using var server = await AnonymousAsync(IPAddress.Loopback);

        using var answer = await server.PostAsync(server.Message().ToJsonString(), $"Bearer {server.Azure.ChannelToken().With("aud", null)}");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static Task<BotFrameworkServer> AnonymousAsync(IPAddress listen) => BotFrameworkServer.StartAsync(null, isDevelopment: true, listen,
        ("AllowAnonymous", "true"), ("AllowLoopback", null), ("AppId", null), ("AppPassword", null), ("TenantId", null));
}
