using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>What POST /api/messages answers, over real HTTP.</summary>
public sealed class MessagesEndpointTests
{
    private static string Part(string text) => $$"""{"text":"{{text}}","choices":[],"isCard":false}""";

    [Fact]
    public async Task A_message_is_stored_and_acknowledged_without_a_body()
    {
        await using var server = await BotFrameworkServer.StartAsync();

        using var answer = await server.PostAsync(server.Message("你好"));

        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        var (message, patience) = Assert.Single(server.Inbox.Requests);
        Assert.Equal(("你好", InboundKind.Text, TimeSpan.Zero, 0), (message.Text, message.Kind, patience, message.DirectParts));
        Assert.Empty(server.Azure.Calls);
    }

    [Fact]
    public async Task Every_other_method_is_405()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
        {
            using var request = new HttpRequestMessage(method, server.Endpoint);
            using var answer = await server.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"text\"", 400)]
    [InlineData("{}", 401)]
    [InlineData("""{"type":7}""", 400)]
    [InlineData("""{"type":"message","text":"\ud800"}""", 400)]
    [InlineData("""{"type":"message","value":{"choice":"\ud800"}}""", 400)]
    [InlineData("""{"type":"message","value":{"a":1,"a":2}}""", 400)]
    [InlineData("""{"type":"message","type":"event"}""", 400)]
    [InlineData("", 400)]
    public async Task A_body_that_is_no_activity_is_refused(string body, int status)
    {
        await using var server = await BotFrameworkServer.StartAsync();

        using var answer = await server.PostAsync(body, $"Bearer {server.Azure.ChannelToken()}");

        Assert.Equal((status, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Empty(server.Inbox.Received);
    }

    [Theory]
    [InlineData("type", null, 400)]
    [InlineData("type", "", 400)]
    [InlineData("conversation", null, 400)]
    [InlineData("from", null, 400)]
    [InlineData("type", "somethingNew", 200)]
    [InlineData("type", "typing", 200)]
    [InlineData("type", "trace", 200)]
    [InlineData("type", "messageUpdate", 200)]
    public async Task A_field_decides(string field, string? value, int status)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var activity = server.Message();
        activity.Remove(field);
        if (value is not null)
        {
            activity[field] = value;
        }

        using var answer = await server.PostAsync(activity);

        Assert.Equal((status, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Empty(server.Inbox.Received);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/xml", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=UTF-8", 200)]
    public async Task The_content_type_is_json(string? contentType, int status)
    {
        await using var server = await BotFrameworkServer.StartAsync();

        using var answer = await server.PostAsync(server.Message().ToJsonString(), $"Bearer {server.Azure.ChannelToken()}", contentType);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_declared_or_not()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("MaxBodyBytes", "4096"));
        var large = server.Message(new string('x', 5000)).ToJsonString();

        using var declared = await server.PostAsync(large, $"Bearer {server.Azure.ChannelToken()}");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes(large))) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", server.Azure.ChannelToken().ToString());
        using var chunked = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (declared.StatusCode, chunked.StatusCode));
        Assert.Empty(server.Inbox.Received);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        server.Inbox.Answer = _ => throw new InvalidOperationException("the store is down");

        using var answer = await server.PostAsync(server.Message());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_caller_that_expects_replies_gets_them_in_order_and_nothing_is_sent()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        server.Inbox.Answer = _ => [new OutboundPart(Part("一")), new OutboundPart(Part("二")), new OutboundPart(Part("三"))];
        var activity = server.Message();
        activity["deliveryMode"] = "expectReplies";

        using var answer = await server.PostAsync(activity);

        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var replies = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["activities"]!.AsArray();
        Assert.Equal(["一", "二", "三"], replies.Select(reply => (string?)reply!["text"]));
        Assert.Equal(
            JsonNode.Parse($$"""
            {"type":"message","serviceUrl":"{{server.Azure.ServiceUrl}}","channelId":"webchat","from":{"id":"bot-1","name":"Bot"},"recipient":{"id":"u-secret","name":"王小明","role":"user"},
            "conversation":{"id":"c-secret"},"replyToId":"in-1","locale":"zh-CN","text":"一","textFormat":"plain","inputHint":"acceptingInput"}
            """)!.ToJsonString(), Sorted(replies[0]!.AsObject(), "type", "serviceUrl", "channelId", "from", "recipient", "conversation", "replyToId", "locale", "text", "textFormat", "inputHint"));
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(server.Inbox.Requests).Patience);
        Assert.Empty(server.Azure.Calls);
    }

    [Fact]
    public async Task Expected_replies_may_be_none()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        foreach (var type in new[] { "message", "typing" })
        {
            var activity = server.Message();
            (activity["type"], activity["deliveryMode"]) = (type, "expectReplies");

            using var answer = await server.PostAsync(activity);

            Assert.Equal("""{"activities":[]}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task An_unknown_invoke_is_not_handled()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var activity = server.Message();
        (activity["type"], activity["name"]) = ("invoke", "signin/verifyState");

        using var answer = await server.PostAsync(activity);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Empty(server.Inbox.Received);
    }

    [Theory]
    [InlineData(true, "好的")]
    [InlineData(false, "收到了，马上在聊天里回复您。")]
    public async Task A_tapped_card_is_answered_on_its_own_request(bool inTime, string expected)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        server.Inbox.Answer = _ => inTime ? [new OutboundPart(Part("好的"))] : [];
        var activity = server.Message();
        (activity["type"], activity["name"]) = ("invoke", "adaptiveCard/action");
        activity["value"] = JsonNode.Parse("""{"action":{"type":"Action.Execute","verb":"x","data":{"choice":"yes"}}}""");
        activity.Remove("text");

        using var answer = await server.PostAsync(activity);

        Assert.Equal($$"""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"{{expected}}"}""", await answer.Content.ReadAsStringAsync());
        var (message, patience) = Assert.Single(server.Inbox.Requests);
        Assert.Equal(("yes", null, TimeSpan.FromSeconds(7)), (message.ChoiceToken, message.Text, patience));
    }

    [Theory]
    [InlineData("""{"id":"c-secret","isGroup":true}""")]
    [InlineData("""{"id":"c-secret","conversationType":"groupChat"}""")]
    [InlineData("""{"id":"c-secret","conversationType":"channel"}""")]
    public async Task In_a_group_nothing_is_stored_and_the_person_is_asked_to_write_alone(string conversation)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var activity = server.Message("我的身份证");
        activity["conversation"] = JsonNode.Parse(conversation);

        using var pushed = await server.PostAsync(activity);
        activity["deliveryMode"] = "expectReplies";
        using var direct = await server.PostAsync(activity);

        Assert.Empty(server.Inbox.Received);
        var call = Assert.Single(server.Azure.Calls);
        Assert.Equal("/connector/v3/conversations/c-secret/activities/in-1", call.Target);
        Assert.Contains("一对一", (string?)call.Activity["text"], StringComparison.Ordinal);
        Assert.Contains("一对一", (string?)(await direct.Content.ReadFromJsonAsync<JsonObject>())!["activities"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_conversation_is_no_group()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var activity = server.Message();
        activity["conversation"] = JsonNode.Parse("""{"id":"c","isGroup":false,"conversationType":"personal"}""");

        await server.ReceiveAsync(activity);

        Assert.Single(server.Inbox.Received);
    }

    [Fact]
    public async Task Nothing_configured_is_a_channel_that_is_off_and_says_what_to_set()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: [("AppId", null), ("AppPassword", null), ("TenantId", null)]);

        using var answer = await server.PostAsync(server.Message());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("BotFramework:AppId, BotFramework:AppPassword, BotFramework:TenantId", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(server.Channel.IsOpen);
    }

    [Fact]
    public async Task Refusals_are_logged_once_a_minute_and_not_stored()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            using var answer = await server.PostAsync(server.Message().ToJsonString(), "Bearer garbage");
        }

        Assert.Single(server.Logs.Lines, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task A_line_of_the_channel_log_names_no_person_and_no_text()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var id = Guid.NewGuid();
        server.Inbox.Answer = _ => [new OutboundPart(Part("秘密的回答")) { MessageId = id }];
        var activity = server.Message("秘密");
        activity["deliveryMode"] = "expectReplies";

        await server.ReceiveAsync(activity);

        var entry = Assert.Single(server.Log.Entries);
        Assert.Equal(("botframework", "200 replied", id), (entry.Channel, entry.Outcome, entry.About));
        Assert.Matches("^push Text from b\\*\\*\\*[0-9a-f]{8}$", entry.Call);
        Assert.DoesNotContain(server.Logs.Lines, line => new[] { "u-secret", "c-secret", "秘密", "王小明" }.Any(line.Contains));
    }

    private static string Sorted(JsonObject activity, params string[] names) =>
        new JsonObject(names.Select(name => KeyValuePair.Create(name, activity[name]?.DeepClone()))).ToJsonString();

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
