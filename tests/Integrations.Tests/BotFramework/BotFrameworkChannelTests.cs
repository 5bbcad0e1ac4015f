using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework;
using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Sending, changing and fetching, over real HTTP, against the fake connector.</summary>
public sealed class BotFrameworkChannelTests
{
    private static readonly ChatAddress Stranger = new("botframework", "webchat", new string('0', 32));

    [Fact]
    public async Task A_text_arrives_as_a_reply_with_its_addresses()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();

        var result = await SendAsync(server, chat, "您好 🍡");

        Assert.Equal(new SendResult.Sent("sent-1"), result);
        var call = Assert.Single(server.Azure.Calls);
        Assert.Equal(("POST", "/connector/v3/conversations/c-secret/activities/in-1", "application/json; charset=utf-8"), (call.Method, call.Target, call.ContentType));
        Assert.Equal(server.Azure.Tokens.Single(), call.Token);
        Assert.Equal(("您好 🍡", "bot-1", "u-secret", "in-1", "webchat", "zh-CN"), (
            (string?)call.Activity["text"], (string?)call.Activity["from"]!["id"], (string?)call.Activity["recipient"]!["id"],
            (string?)call.Activity["replyToId"], (string?)call.Activity["channelId"], (string?)call.Activity["locale"]));
    }

    [Fact]
    public async Task A_greeting_replies_to_nothing()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync(Added(server, "bot-1", "u-new"));

        Assert.IsType<SendResult.Sent>(await SendAsync(server, chat, "欢迎"));

        var call = Assert.Single(server.Azure.Calls);
        Assert.Equal("/connector/v3/conversations/c-secret/activities", call.Target);
        Assert.Equal(("u-new", null), ((string?)call.Activity["recipient"]!["id"], (string?)call.Activity["replyToId"]));
    }

    [Theory]
    [InlineData("c 1/ü", "a|1", "/connector/v3/conversations/c%201%2F%C3%BC/activities/a%7C1")]
    [InlineData("19:x@thread.tacv2;messageid=1", "a?b#c", "/connector/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/a%3Fb%23c")]
    [InlineData("../../evil", "%2e%2e", "/connector/v3/conversations/..%2F..%2Fevil/activities/%252e%252e")]
    public async Task Ids_stay_within_their_segment(string conversation, string activity, string target)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var message = server.Message(id: activity);
        message["conversation"] = new JsonObject { ["id"] = conversation };
        var chat = await server.ReceiveAsync(message);

        await SendAsync(server, chat, "好");

        Assert.Equal(target, Assert.Single(server.Azure.Calls).Target);
    }

    [Theory]
    [InlineData("..", "in-1")]
    [InlineData(".", "in-1")]
    [InlineData("c", "..")]
    public async Task An_id_of_dots_is_refused(string conversation, string id)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var message = server.Message(id: id);
        message["conversation"] = new JsonObject { ["id"] = conversation };

        using var answer = await server.PostAsync(message);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var chat = await server.ReceiveAsync();
        Assert.Equal(new SendResult.OursToFix("id-unfit"), await server.Channel.DeleteAsync(chat, "..", CancellationToken.None));
    }

    [Fact]
    public async Task A_message_of_ours_is_replaced_and_taken_away()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();

        var updated = await server.Channel.UpdateAsync(chat, "m 1", Part(server, "新的"), CancellationToken.None);
        var deleted = await server.Channel.DeleteAsync(chat, "m 1", CancellationToken.None);

        Assert.Equal([new SendResult.Sent("sent-1"), new SendResult.Sent(null)], [updated, deleted]);
        Assert.Equal(["PUT", "DELETE"], server.Azure.Calls.Select(call => call.Method));
        Assert.All(server.Azure.Calls, call => Assert.Equal("/connector/v3/conversations/c-secret/activities/m%201", call.Target));
        Assert.Equal(("m 1", "新的", null), ((string?)server.Azure.Calls[0].Activity["id"], (string?)server.Azure.Calls[0].Activity["text"], (string?)server.Azure.Calls[0].Activity["replyToId"]));
    }

    [Fact]
    public async Task A_chat_that_never_wrote_waits()
    {
        await using var server = await BotFrameworkServer.StartAsync();

        Assert.Equal(new SendResult.RouteClosed("no-route"), await SendAsync(server, Stranger, "好"));
        Assert.Equal(new SendResult.RouteClosed("no-route"), await server.Channel.DeleteAsync(Stranger, "m", CancellationToken.None));
    }

    public static TheoryData<int, string?, Type> Errors => new()
    {
        { 400, "BadArgument", typeof(SendResult.OursToFix) },
        { 403, "BotNotInConversationRoster", typeof(SendResult.ContactGone) },
        { 403, "ConversationBlockedByUser", typeof(SendResult.ContactGone) },
        { 403, "MessageWritesBlocked", typeof(SendResult.ContactGone) },
        { 403, "BotDisabledByAdmin", typeof(SendResult.AccountStopped) },
        { 403, null, typeof(SendResult.AccountStopped) },
        { 404, "ConversationNotFound", typeof(SendResult.ContactGone) },
        { 404, "ActivityNotFoundInConversation", typeof(SendResult.OursToFix) },
        { 405, null, typeof(SendResult.OursToFix) },
        { 412, "PreconditionFailed", typeof(SendResult.RetryLater) },
        { 413, "MessageSizeTooBig", typeof(SendResult.OursToFix) },
        { 429, "Throttled", typeof(SendResult.RetryLater) },
        { 500, "ServiceError", typeof(SendResult.OutcomeUnknown) },
        { 502, null, typeof(SendResult.OutcomeUnknown) },
        { 503, null, typeof(SendResult.RetryLater) },
        { 504, null, typeof(SendResult.OutcomeUnknown) },
        { 302, null, typeof(SendResult.OursToFix) },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_has_its_reaction(int status, string? code, Type expected)
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.Reply(ConnectorReply.Error(status, code) with { Headers = new Dictionary<string, string> { ["Location"] = "https://evil.example/" } });

        var result = await SendAsync(server, chat, "好");

        Assert.IsType(expected, result);
        Assert.Single(server.Azure.Calls);
        Assert.Matches($"^[a-z-]+ {status}{(code is null ? "" : $" {code}")}$", server.Log.Entries[^1].Outcome);
    }

    [Fact]
    public async Task Throttling_says_for_how_long()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        server.Azure.Reply(ConnectorReply.Error(429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "37" } });

        Assert.Equal(new SendResult.RetryLater("throttled 429", TimeSpan.FromSeconds(37)), await SendAsync(server, chat, "好"));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_left_leaves_the_outcome_unknown()
    {
        await using var server = await BotFrameworkServer.StartAsync(settings: ("ApiTimeout", "00:00:00.5"));
        var chat = await server.ReceiveAsync();
        await SendAsync(server, chat, "warm up the token");
        server.Azure.Reply(new ConnectorReply(0) { Drop = true }, new ConnectorReply(0) { Silent = true });

        Assert.Equal(new SendResult.OutcomeUnknown("connection-lost"), await SendAsync(server, chat, "好"));
        Assert.Equal(new SendResult.OutcomeUnknown("no-answer-in-time"), await SendAsync(server, chat, "好"));
    }

    [Fact]
    public async Task A_connector_that_is_not_there_may_be_asked_again()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var chat = await RouteAsync(server, $"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndPoint!).Port}/");

        Assert.Equal(new SendResult.RetryLater("unreachable"), await SendAsync(server, chat, "好"));
    }

    [Fact]
    public async Task A_line_of_the_log_has_no_token_id_address_or_text()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        var about = Guid.NewGuid();
        server.Azure.Reply(ConnectorReply.Error(400, "BadArgument") with { Headers = new Dictionary<string, string> { ["X-Correlating-OperationId"] = "op-7" } });

        await server.Channel.SendAsync(chat, Part(server, "秘密") with { MessageId = about }, CancellationToken.None);

        var entry = server.Log.Entries[^1];
        Assert.Equal((about, "request-wrong 400 BadArgument", "op-7"), (entry.About, entry.Outcome, entry.Trace));
        Assert.Matches("^POST /v3/conversations/\\*/activities/\\* to b\\*\\*\\*[0-9a-f]{8}$", entry.Call);
        string[] secrets = ["secret", "秘密", server.Azure.Address.Authority, server.Azure.Tokens[0], FakeAzure.AppPassword];
        Assert.DoesNotContain(server.Log.Entries.Select(line => line.ToString()).Concat(server.Logs.Lines), line => secrets.Any(line.Contains));
    }

    [Fact]
    public async Task A_trace_does_not_name_the_conversation()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await SendAsync(server, chat, "好");
        using var own = await server.Http.GetAsync(server.Endpoint);

        Assert.NotEmpty(spans);
        Assert.DoesNotContain(spans.SelectMany(span => span.TagObjects), tag => tag.Value is string value && value.Contains("c-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_no_part_of_ours_is_not_sent()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var chat = await server.ReceiveAsync();

        Assert.Equal(new SendResult.OursToFix("part-unreadable"), await server.Channel.SendAsync(chat, new OutboundPart("plain"), CancellationToken.None));
    }

    private static JsonObject Added(BotFrameworkServer server, params string[] members)
    {
        var activity = server.Message();
        activity["type"] = "conversationUpdate";
        activity["membersAdded"] = new JsonArray([.. members.Select(member => new JsonObject { ["id"] = member })]);
        activity.Remove("text");
        return activity;
    }

    /// <summary>A chat whose stored route leads elsewhere.</summary>
    private static async Task<ChatAddress> RouteAsync(BotFrameworkServer server, string serviceUrl)
    {
        await server.ReceiveAsync();
        var message = server.Inbox.Received[^1];
        server.Routes.Keep(message with { Route = message.Route!.Replace(server.Azure.ServiceUrl, serviceUrl, StringComparison.Ordinal) });
        return message.From;
    }

    private static OutboundPart Part(BotFrameworkServer server, string text) => Assert.Single(server.Channel.Render(new OutboundMessage(text)));

    private static Task<SendResult> SendAsync(BotFrameworkServer server, ChatAddress chat, string text) => server.Channel.SendAsync(chat, Part(server, text), CancellationToken.None);
}
