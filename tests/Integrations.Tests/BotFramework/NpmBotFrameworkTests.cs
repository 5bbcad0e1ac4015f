using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Microsoft's own packages on the other side of the wire (tests/Clients/README.md).</summary>
public sealed class NpmBotFrameworkTests(NpmPeers peers)
{
    /// <summary>What we take and a reference refuses: agents-hosting knows RS256 only, the schema's page names all three.</summary>
    private static readonly string[] TakenByUsAlone = ["RS384", "RS512"];

    [Fact]
    public async Task We_are_at_least_as_strict_as_their_validators()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("AllowEmulator", "true"));
        server.Azure.ChannelKeys.Add(FakeKey.WithoutEndorsements("channel-2"));
        server.Azure.ChannelKeys.Add(FakeKey.New("channel-3"));
        var vectors = TokenVector.All(server);

        var verdicts = await peers.RunAsync("bot-tokens.cjs", new
        {
            azure = Azure(server),
            app = App,
            vectors = vectors.Select(vector => new { header = vector.Header(), activity = vector.Activity, allowedCallers = vector.AllowedCallers, requiredEndorsements = vector.RequiredEndorsements }),
        });

        foreach (var (vector, verdict) in vectors.Zip(verdicts.EnumerateArray()))
        {
            var (connector, agents) = (verdict.GetProperty("connector").GetBoolean(), verdict.GetProperty("agents").GetBoolean());
            Assert.True(vector.Connector == connector, $"{vector.Name}: botframework-connector says {connector}");
            Assert.True(vector.Agents is null || vector.Agents == agents, $"{vector.Name}: agents-hosting says {agents}");
            Assert.True(!vector.IsTaken || connector || vector.RequiredEndorsements is not null, $"{vector.Name}: laxer than botframework-connector");
            Assert.True(!vector.IsTaken || agents || TakenByUsAlone.Contains(vector.Name), $"{vector.Name}: laxer than agents-hosting");
        }
    }

    [Fact]
    public async Task Their_connector_takes_what_we_send()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var port = FreePort();
        var theirs = peers.RunAsync("connector-server.cjs", new { azure = Azure(server), app = App, port });
        await ListensAsync(port);
        var chat = await RouteAsync(server, $"http://127.0.0.1:{port}/");

        var results = new[]
        {
            await server.Channel.SendAsync(chat, Part(server, new OutboundMessage("您好 🍡") { Choices = [new("是", "yes")] }), CancellationToken.None),
            await server.Channel.SendAsync(chat, Part(server, new OutboundMessage("概况\n状态：在册") { IsCard = true }), CancellationToken.None),
            await server.Channel.UpdateAsync(chat, "m/1 ü", Part(server, new OutboundMessage("新的")), CancellationToken.None),
            await server.Channel.DeleteAsync(chat, "m/1 ü", CancellationToken.None),
        };
        await server.Http.PostAsync(new Uri($"http://127.0.0.1:{port}/done"), null);
        var calls = (await theirs).EnumerateArray().ToList();

        Assert.Equal([new SendResult.Sent("taken-1"), new SendResult.Sent("taken-2"), new SendResult.Sent("taken-3")], results.Take(3));
        Assert.IsType<SendResult.Sent>(results[3]);
        Assert.Equal(["reply", "reply", "update", "delete"], calls.Select(call => call.GetProperty("operation").GetString()));
        Assert.All(calls, call => Assert.Equal((FakeAzure.AppId, "c/1 ü"), (call.GetProperty("caller").GetString(), call.GetProperty("conversation").GetString())));
        Assert.Equal(["in-1", "in-1", "m/1 ü", "m/1 ü"], calls.Select(call => call.GetProperty("activityId").GetString()));
        Assert.Equal("您好 🍡\n1. 是", calls[0].GetProperty("activity").GetProperty("text").GetString());
        Assert.Equal("yes", calls[0].GetProperty("activity").GetProperty("suggestedActions").GetProperty("actions")[0].GetProperty("value").GetProperty("choice").GetString());
        Assert.Equal("AdaptiveCard", calls[1].GetProperty("activity").GetProperty("attachments")[0].GetProperty("content").GetProperty("type").GetString());
    }

    /// <summary>The fake connector is one that their client can use, and ours calls it at the same addresses, escaped alike.</summary>
    [Fact]
    public async Task Their_connector_client_and_ours_make_the_same_calls()
    {
        await using var theirs = await BotFrameworkServer.StartAsync();
        theirs.Azure.Reply(new ConnectorReply(200, """{"id":"a"}"""), new ConnectorReply(200, """{"id":"b"}"""), new ConnectorReply(200, """{"id":"c"}"""), new ConnectorReply(200, ""),
            ConnectorReply.Error(403, "BotNotInConversationRoster"));
        var output = await peers.RunAsync("connector-client.cjs", new
        {
            serviceUrl = theirs.Azure.ServiceUrl.TrimEnd('/'),
            token = "t",
            conversation = "c/1 ü",
            activityId = "in-1",
            activity = new { type = "message", text = "您好", from = new { id = "bot" }, conversation = new { id = "c/1 ü" } },
        });

        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await RouteAsync(server, server.Azure.ServiceUrl);
        await server.Channel.SendAsync(chat, Part(server, new OutboundMessage("您好")), CancellationToken.None);
        await server.Channel.UpdateAsync(chat, "in-1", Part(server, new OutboundMessage("您好")), CancellationToken.None);
        await server.Channel.DeleteAsync(chat, "in-1", CancellationToken.None);

        Assert.Equal(["a", "b", "c"], output.GetProperty("ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(403, output.GetProperty("refused").GetProperty("status").GetInt32());
        var expected = theirs.Azure.Calls.Select(call => (call.Method, call.Target)).Distinct().Where(call => call is not ("POST", "/connector/v3/conversations/c%2F1%20%C3%BC/activities"));
        Assert.Equal(expected, server.Azure.Calls.Select(call => (call.Method, call.Target)));
        Assert.All(theirs.Azure.Calls, call => Assert.Equal("t", call.Token));
    }

    [Fact]
    public async Task Their_client_calls_our_bot()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("AllowEmulator", "true"));
        server.Inbox.Answer = message => [Part(server, new OutboundMessage($"收到 {message.Text}")), Part(server, new OutboundMessage("还有") { Choices = [new("是", "yes")] })];
        JsonObject Activity(string id, string? mode)
        {
            var activity = server.Message("你好", id);
            (activity["channelId"], activity["deliveryMode"]) = ("emulator", mode);
            return activity;
        }

        var output = await peers.RunAsync("bot-client.cjs", new
        {
            azure = Azure(server),
            app = App,
            url = server.Endpoint,
            serviceUrl = server.Azure.ServiceUrl,
            activities = new[] { Activity("1", "expectReplies"), Activity("2", "normal") },
        });

        var replies = output[0].GetProperty("body").GetProperty("activities");
        Assert.Equal((200, 2), (output[0].GetProperty("status").GetInt32(), replies.GetArrayLength()));
        Assert.Equal(["收到 你好", "还有\n1. 是"], replies.EnumerateArray().Select(reply => reply.GetProperty("text").GetString()));
        Assert.Equal((200, ""), (output[1].GetProperty("status").GetInt32(), output[1].GetProperty("body").ToString()));
        Assert.Equal(2, server.Inbox.Received.Count);
    }

    [Fact]
    public async Task Their_strictest_parser_reads_everything_we_render()
    {
        OutboundMessage[] messages =
        [
            new("您好 🍡 *a* <b>"),
            new("选") { Choices = [new("是", "yes"), new("否", "no")] },
            new("选") { Choices = [.. Enumerable.Range(1, 12).Select(i => new Choice($"第{i}项", $"t{i}"))] },
            new("阿四年糕坊\n状态：在册\n检查：\n10月：合格\n- 别的 [x](http://y)\n3. 条") { IsCard = true, Choices = [new("继续", "go")] },
            new(string.Concat(Enumerable.Repeat("很长的一句话。", 1000))),
            new(""),
        ];
        var rendered = new[] { Surface.Plain, Surface.WebChat, Surface.Of("msteams") }
            .SelectMany(surface => messages.SelectMany(message => ActivityRenderer.Render(message, surface, 4000))).ToList();

        var output = await peers.RunAsync("activities.cjs", new { activities = rendered.Select(activity => JsonNode.Parse(ActivityJson.Write(activity))) });

        Assert.All(output.EnumerateArray(), verdict => Assert.Equal(JsonValueKind.Null, verdict.GetProperty("error").ValueKind));
        var cards = output.EnumerateArray().SelectMany(verdict => verdict.GetProperty("cards").EnumerateArray()).ToList();
        Assert.Equal(4, cards.Count);
        Assert.All(cards, card => Assert.Equal("[]", card.GetProperty("problems").ToString()));
        Assert.Contains(cards, card => card.GetProperty("buttons").GetArrayLength() == 12);
        Assert.Contains(cards, card => card.GetProperty("facts").ToString() == """[["状态","在册"],["10月","合格"]]""");
    }

    private static object App => new { id = FakeAzure.AppId, password = FakeAzure.AppPassword, tenant = FakeAzure.TenantId };

    private static object Azure(BotFrameworkServer server) => new
    {
        address = server.Azure.Address,
        login = $"{server.Azure.Address}{FakeAzure.TenantId}",
        channelMetadata = server.Azure.ChannelMetadata,
        emulatorMetadata = server.Azure.EmulatorMetadata,
    };

    private static OutboundPart Part(BotFrameworkServer server, OutboundMessage message) => Assert.Single(server.Channel.Render(message));

    private static async Task<ChatAddress> RouteAsync(BotFrameworkServer server, string serviceUrl)
    {
        var activity = server.Message();
        activity["conversation"] = new JsonObject { ["id"] = "c/1 ü" };
        activity["serviceUrl"] = serviceUrl;
        using var answer = await server.PostAsync(activity.ToJsonString(), $"Bearer {server.Azure.ChannelToken().With("serviceurl", serviceUrl)}");
        return Assert.Single(server.Inbox.Received).From;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ListensAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}
