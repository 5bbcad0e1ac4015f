using System.Net;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.Authentication;
using BotAssistant.BotFramework.Sending;
using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Our token goes nowhere but to connectors, whatever address a message, a route or an attachment names.</summary>
public sealed class ServiceUrlTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", false, true)]
    [InlineData("https://SMBA.TrafficManager.net./teams/", false, true)]
    [InlineData("https://webchat.botframework.com/", false, true)]
    [InlineData("https://botframework.com", false, true)]
    [InlineData("https://botframework.com:8443/x", false, true)]
    [InlineData("https://evil-botframework.com/", false, false)]
    [InlineData("https://botframework.com.evil.example/", false, false)]
    [InlineData("https://evil.trafficmanager.net/", false, false)]
    [InlineData("https://trafficmanager.net/", false, false)]
    [InlineData("https://evil.example/", false, false)]
    [InlineData("https://evil.example/", true, true)]
    [InlineData("http://botframework.com/", true, false)]
    [InlineData("https://botframework.com@evil.example/", false, false)]
    [InlineData("https://user:pass@botframework.com/", true, false)]
    [InlineData("https://botframework.com/#x", true, false)]
    [InlineData("https://botframework.com/?x=1", true, false)]
    [InlineData("https://evil.example\\.botframework.com/", true, false)]
    [InlineData("https://evil.example\\@botframework.com/", true, false)]
    [InlineData("ftp://botframework.com/", true, false)]
    [InlineData("file:///etc/passwd", true, false)]
    [InlineData("//botframework.com/", true, false)]
    [InlineData("botframework.com", true, false)]
    [InlineData("", true, false)]
    [InlineData(null, true, false)]
    [InlineData("http://127.0.0.1/", true, false)]
    [InlineData("https://127.0.0.1/", true, false)]
    [InlineData("https://localhost/", true, false)]
    [InlineData("http://[::1]/", true, false)]
    public void An_address_is_allowed_or_not(string? address, bool verified, bool allowed) =>
        Assert.Equal(allowed, Guard(new()).TryAllow(address, verified, out _));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://192.168.1.1/", false)]
    [InlineData("http://localhost.evil.example/", false)]
    public void Where_loopback_is_allowed_nothing_else_is_added(string address, bool allowed) =>
        Assert.Equal(allowed, Guard(new() { AllowLoopback = true }).TryAllow(address, verified: false, out _));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("192.0.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2001:0:1::1")]
    [InlineData("ff02::1")]
    public void An_inner_address_is_known(string address) => Assert.True(ConnectorHandler.IsInner(IPAddress.Parse(address)));

    [Theory]
    [InlineData("20.1.2.3")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("2603:1030::1")]
    public void A_public_address_is_known(string address) => Assert.False(ConnectorHandler.IsInner(IPAddress.Parse(address)));

    [Fact]
    public async Task A_host_on_the_list_that_leads_inside_is_not_connected_to()
    {
        // The address stands for the name: from the check on, the connection knows nothing else.
        await using var server = await BotFrameworkServer.StartAsync(settings: ("AllowedServiceHosts:0", "10.0.0.1"));
        var chat = await RouteAsync(server, "https://10.0.0.1/");

        var result = await SendAsync(server, chat);

        Assert.Equal(new SendResult.OursToFix("address-not-public"), result);
    }

    [Fact]
    public async Task Loopback_is_refused_at_the_connection_too()
    {
        using var client = new HttpClient(ConnectorHandler.Of(new BotFrameworkOptions()));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://127.0.0.1:9/")));

        Assert.IsType<InnerAddressException>(failure.GetBaseException());
    }

    [Theory]
    [InlineData("rebound.example", "127.0.0.1", true)]
    [InlineData("rebound.example", "::1", true)]
    [InlineData("rebound.example", "10.0.0.1", true)]
    [InlineData("localhost", "127.0.0.1", false)]
    public async Task A_strangers_name_that_leads_to_this_machine_is_refused_even_where_loopback_is_allowed(string host, string address, bool refused)
    {
        using var client = new HttpClient(ConnectorHandler.Of(new BotFrameworkOptions { AllowLoopback = true }, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) })));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://{host}:9/")));

        Assert.Equal(refused, failure.GetBaseException() is InnerAddressException);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://169.254.169.254/metadata/")]
    [InlineData("https://anybody.trafficmanager.net/")]
    public async Task A_stored_route_is_judged_again_and_an_unverified_one_leads_nowhere(string serviceUrl)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await RouteAsync(server, serviceUrl);

        Assert.Equal(new SendResult.OursToFix("service-url-refused"), await SendAsync(server, chat));
        Assert.Empty(server.Azure.Logins);
    }

    [Fact]
    public async Task A_route_says_that_its_address_was_verified()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("AllowEmulator", "true"));
        await server.ReceiveAsync();
        var local = server.Message(id: "in-2");
        local["channelId"] = "emulator";
        using var answer = await server.PostAsync(local.ToJsonString(), $"Bearer {server.Azure.EmulatorToken()}");

        Assert.Equal([true, false], server.Inbox.Received.Select(message => (bool)JsonNode.Parse(message.Route!)!["verified"]!));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.Reply(new ConnectorReply(307) { Headers = new Dictionary<string, string> { ["Location"] = $"{server.Azure.ServiceUrl}elsewhere" } });

        Assert.IsType<SendResult.OursToFix>(await SendAsync(server, chat));
        Assert.Single(server.Azure.Calls);
    }

    [Fact]
    public async Task A_photo_is_fetched_and_only_a_listed_host_sees_our_token()
    {
        foreach (var listed in new[] { true, false })
        {
            await using var server = await BotFrameworkServer.StartAsync(settings: listed ? [("AllowedServiceHosts:0", "127.0.0.1")] : []);
            var chat = await server.ReceiveAsync();
            server.Azure.Files["photo"] = ("image/png", [1, 2, 3]);

            var result = await server.Channel.FetchAsync(chat, new MediaReference("id", $"{server.Azure.ServiceUrl}photo"), CancellationToken.None);

            Assert.Equal([1, 2, 3], Assert.IsType<MediaResult.Fetched>(result).Bytes);
            Assert.Equal(listed, Assert.Single(server.Azure.Calls).Token is not null);
        }
    }

    [Theory]
    [InlineData("https://evil.example/x.png")]
    [InlineData("http://169.254.169.254/x.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://botframework.com/1")]
    [InlineData("/relative")]
    [InlineData(null)]
    public async Task A_photo_elsewhere_is_not_fetched(string? url)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();

        Assert.Equal(new MediaResult.Lost("address-refused"), await server.Channel.FetchAsync(chat, new MediaReference("id", url), CancellationToken.None));
    }

    [Theory]
    [InlineData(404, typeof(MediaResult.Lost))]
    [InlineData(302, typeof(MediaResult.Lost))]
    [InlineData(403, typeof(MediaResult.Lost))]
    [InlineData(503, typeof(MediaResult.RetryLater))]
    [InlineData(429, typeof(MediaResult.RetryLater))]
    public async Task A_photo_that_is_not_given_is_lost_or_fetched_later(int status, Type expected)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.Reply(ConnectorReply.Error(status));

        Assert.IsType(expected, await server.Channel.FetchAsync(chat, new MediaReference("id", $"{server.Azure.ServiceUrl}x"), CancellationToken.None));
    }

    [Fact]
    public async Task A_photo_over_the_limit_is_lost()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("MediaLimitBytes", "65536"));
        var chat = await server.ReceiveAsync();
        server.Azure.Files["photo"] = ("image/png", new byte[65537]);

        Assert.Equal(new MediaResult.Lost("too-large"), await server.Channel.FetchAsync(chat, new MediaReference("id", $"{server.Azure.ServiceUrl}photo"), CancellationToken.None));
        Assert.Equal(new MediaResult.Lost("data-unreadable"), await server.Channel.FetchAsync(chat, new MediaReference("id", $"data:image/png;base64,{Convert.ToBase64String(new byte[65537])}"), CancellationToken.None));
    }

    [Theory]
    [InlineData("data:image/png;base64,AQID", true)]
    [InlineData("data:image/png;base64,%%%", false)]
    [InlineData("data:image/png,abc", false)]
    [InlineData("data:image/png;base64,", false)]
    public async Task A_photo_in_its_address_needs_no_call(string url, bool fetched)
    {
        await using var server = await BotFrameworkServer.StartAsync();

        var result = await server.Channel.FetchAsync(await server.ReceiveAsync(), new MediaReference("id", url), CancellationToken.None);

        Assert.Equal(fetched, result is MediaResult.Fetched { Bytes: [1, 2, 3] });
        Assert.Empty(server.Azure.Calls);
    }

    private static ServiceUrlGuard Guard(BotFrameworkOptions options) => new(Options.Create(options));

    private static async Task<ChatAddress> RouteAsync(BotFrameworkServer server, string serviceUrl)
    {
        await server.ReceiveAsync();
        var message = server.Inbox.Received[^1];
        var route = JsonNode.Parse(message.Route!)!;
        (route["serviceUrl"], route["verified"]) = (serviceUrl, false);
        server.Routes.Keep(message with { Route = route.ToJsonString() });
        return message.From;
    }

    private static Task<SendResult> SendAsync(BotFrameworkServer server, ChatAddress chat) =>
        server.Channel.SendAsync(chat, Assert.Single(server.Channel.Render(new OutboundMessage("好"))), CancellationToken.None);
}
