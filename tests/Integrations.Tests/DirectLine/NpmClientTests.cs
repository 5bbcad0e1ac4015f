using System.Text.Json;
using BotAssistant.Integrations.Tests.Channels;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>Microsoft's own client, directlinejs, against our server (tests/Clients/README.md).</summary>
public sealed class NpmClientTests(NpmPeers peers)
{
    public static TheoryData<bool> Modes => [true, false];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_conversation_from_greeting_to_goodbye(bool webSocket)
    {
        var time = new FakeTimeProvider();
        await using var server = await EchoAsync(time: time);
        server.Answers(message =>
        {
            // A token made in another second is another token.
            time.Advance(TimeSpan.FromSeconds(1));
            return Echo(message);
        });

        var client = (await RunAsync(server, [await OptionsAsync(server, webSocket)],
            [0, "start"], [0, "hear", "您好"], [0, "post", Message("年糕 🍡", "c1")], [0, "hear", "您说：年糕 🍡"], [0, "refresh"], [0, "post", Message("two", "c2")], [0, "hear", "您说：two"], [0, "end"]))[0];

        var activities = client.GetProperty("activities").EnumerateArray().ToList();
        Assert.Equal(["您好", "年糕 🍡", "您说：年糕 🍡", "two", "您说：two"], activities.Select(Text));
        Assert.Equal("c1", activities[1].GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal(activities[1].GetProperty("id").GetString(), client.GetProperty("results")[0].GetString());
        Assert.True(client.GetProperty("results")[1].GetProperty("renewed").GetBoolean());
        Assert.Equal("dl_1", activities[1].GetProperty("from").GetProperty("id").GetString());
        Assert.Equal(["Uninitialized", "Connecting", "Online", "Ended"], Texts(client.GetProperty("statuses")));
        Assert.Equal("5", client.GetProperty("watermark").GetString());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_tapped_choice_brings_its_token(bool webSocket)
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Answers(message => message.Kind == InboundKind.Followed ? new OutboundMessage("选一个") { Choices = [new Choice("建档", "w:file")] } : null);

        var client = (await RunAsync(server, [await OptionsAsync(server, webSocket)],
            [0, "start"], [0, "count", 1], [0, "post", new { type = "message", text = "建档", value = new { choice = "w:file" }, from = new { id = "dl_1" }, channelData = new { clientActivityID = "c1", messageBack = new { displayText = "建档" } } }]))[0];

        var action = client.GetProperty("activities")[0].GetProperty("suggestedActions").GetProperty("actions")[0];
        Assert.Equal(("messageBack", "w:file"), (action.GetProperty("type").GetString(), action.GetProperty("value").GetProperty("choice").GetString()));
        Assert.Equal(("建档", "w:file"), (server.Inbox.Received[^1].Text, server.Inbox.Received[^1].ChoiceToken));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_photo_goes_with_its_message_and_comes_back_with_an_address(bool webSocket)
    {
        await using var server = await EchoAsync();
        var message = new { type = "message", text = "门头照", from = new { id = "dl_1" }, channelData = new { clientActivityID = "c1", attachmentSizes = new[] { ChannelFixture.Photo.Length } }, attachments = new[] { new { contentType = "image/png", name = "a.png" } } };

        var client = (await RunAsync(server, [await OptionsAsync(server, webSocket)], new Dictionary<string, string> { ["a.png"] = Convert.ToBase64String(ChannelFixture.Photo) },
            [0, "start"], [0, "hear", "您好"], [0, "post", message], [0, "hear", "门头照"]))[0];

        var received = Assert.Single(server.Inbox.Received, message => message.Kind == InboundKind.Image);
        Assert.Equal(ChannelFixture.Photo, Assert.IsType<MediaResult.Fetched>(await server.Channel.FetchAsync(received.From, Assert.Single(received.Media), CancellationToken.None)).Bytes);
        var echo = client.GetProperty("activities").EnumerateArray().Single(activity => Text(activity) == "门头照");
        Assert.Equal(client.GetProperty("results")[0].GetString(), echo.GetProperty("id").GetString());
        Assert.StartsWith(server.Domain, echo.GetProperty("attachments")[0].GetProperty("contentUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_in_one_conversation_are_in_step()
    {
        await using var server = await EchoAsync();
        var (stream, poll) = (await OptionsAsync(server, webSocket: true), await OptionsAsync(server, webSocket: false));

        var clients = await RunAsync(server, [stream, poll],
            [0, "start"], [0, "hear", "您好"], [1, "start"], [1, "hear", "您好"], [0, "post", Message("from one", "c1")], [1, "hear", "您说：from one"], [1, "post", Message("from two", "c1b")], [0, "hear", "您说：from two"], [1, "hear", "您说：from two"]);

        string?[] all = ["您好", "from one", "您说：from one", "from two", "您说：from two"];
        Assert.Equal(all, clients[0].GetProperty("activities").EnumerateArray().Select(Text));
        Assert.Equal(all, clients[1].GetProperty("activities").EnumerateArray().Select(Text));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_page_that_is_loaded_again_resumes_where_it_was(bool webSocket)
    {
        await using var server = await EchoAsync();
        var before = (await RunAsync(server, [await OptionsAsync(server, webSocket)], [0, "start"], [0, "hear", "您好"], [0, "post", Message("one", "c1")], [0, "hear", "您说：one"]))[0];
        var token = (await server.Tokens.IssueAsync("dl_1", "conv-npm", CancellationToken.None)).Token;
        var watermark = before.GetProperty("watermark").GetString();

        var resumed = await RunAsync(server,
            [new { token, webSocket, conversationId = "conv-npm", watermark }, new { token, webSocket, conversationId = "conv-npm", watermark = (string?)null }],
            [1, "start"], [1, "hear", "您说：one"], [0, "start"], [0, "become", "Online"], [0, "post", Message("two", "c2")], [0, "hear", "您说：two"]);

        Assert.Equal(["two", "您说：two"], resumed[0].GetProperty("activities").EnumerateArray().Select(Text));
        Assert.Equal(["您好", "one", "您说：one"], resumed[1].GetProperty("activities").EnumerateArray().Select(Text).Take(3));
        Assert.Single(server.Inbox.Received, message => message.Kind == InboundKind.Followed);
    }

    [Fact]
    public async Task After_a_deploy_the_client_comes_again_and_misses_nothing()
    {
        await using var first = await EchoAsync();
        var options = await OptionsAsync(first, webSocket: true);
        var running = RunAsync(first, [options], [0, "start"], [0, "hear", "您好"], [0, "post", Message("one", "c1")], [0, "hear", "您说：one"], [0, "hear", "趁您不在"], [0, "post", Message("two", "c2")], [0, "hear", "您说：two"]);
        while (!(await first.Transcripts.ReadAsync("conv-npm", 0, 10, CancellationToken.None)).Any(entry => entry.Body.Contains("您说：one", StringComparison.Ordinal)))
        {
            await Task.Delay(20);
        }

        await first.StopAsync();
        await using var second = await EchoAsync(first);
        await second.Channel.SendAsync(new ChatAddress("directline", "own", "conv-npm"), second.Channel.Render(new OutboundMessage("趁您不在"))[0], CancellationToken.None);

        var client = (await running)[0];
        Assert.Equal(["您好", "one", "您说：one", "趁您不在", "two", "您说：two"], client.GetProperty("activities").EnumerateArray().Select(Text));
        Assert.DoesNotContain("FailedToConnect", Texts(client.GetProperty("statuses")));
        Assert.Equal("two", Assert.Single(second.Inbox.Received).Text);
    }

    [Theory]
    [InlineData(true, "x", "FailedToConnect")]
    [InlineData(false, "x", "FailedToConnect")]
    public async Task A_wrong_token_connects_nobody(bool webSocket, string token, string status)
    {
        await using var server = await EchoAsync();

        var client = (await RunAsync(server, [new { token, webSocket }], [0, "start"], [0, "become", status], [0, "post", Message("hi", "c1")]))[0];

        Assert.Empty(client.GetProperty("activities").EnumerateArray());
        Assert.Empty(server.Inbox.Received);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_client_whose_token_expires_is_told_and_sends_nothing(bool webSocket)
    {
        var time = new FakeTimeProvider();
        await using var server = await EchoAsync(time: time);
        server.Answers(message =>
        {
            time.Advance(message.Kind == InboundKind.Text ? TimeSpan.FromMinutes(31) : TimeSpan.Zero);
            return null;
        });

        var client = (await RunAsync(server, [await OptionsAsync(server, webSocket)],
            [0, "start"], [0, "become", "Online"], [0, "post", Message("one", "c1")], [0, "post", Message("two", "c2")], [0, "become", "ExpiredToken"]))[0];

        Assert.Equal("retry", client.GetProperty("results")[1].GetString());
        Assert.Equal("one", Assert.Single(server.Inbox.Received, message => message.Kind == InboundKind.Text).Text);
    }

    private static async Task<DirectLineServer> EchoAsync(DirectLineServer? insteadOf = null, TimeProvider? time = null)
    {
        var server = await DirectLineServer.StartAsync(time, insteadOf, insteadOf?.Address.Port ?? 0);
        server.Answers(Echo);
        return server;
    }

    private static OutboundMessage? Echo(InboundMessage message) => message.Kind switch
    {
        InboundKind.Followed => new OutboundMessage("您好"),
        InboundKind.Text => new OutboundMessage($"您说：{message.Text}"),
        _ => null,
    };

    private static async Task<object> OptionsAsync(DirectLineServer server, bool webSocket) => new { token = (await server.Tokens.IssueAsync("dl_1", "conv-npm", CancellationToken.None)).Token, webSocket };

    private static object Message(string text, string id) => new { type = "message", text, from = new { id = "dl_1", name = "" }, locale = "zh-CN", channelData = new { clientActivityID = id } };

    private Task<IReadOnlyList<JsonElement>> RunAsync(DirectLineServer server, object[] clients, params object[][] steps) => RunAsync(server, clients, new Dictionary<string, string>(), steps);

    private async Task<IReadOnlyList<JsonElement>> RunAsync(DirectLineServer server, object[] clients, IReadOnlyDictionary<string, string> files, params object[][] steps) =>
        [.. (await peers.RunAsync("directline.cjs", new { domain = server.Domain, clients, files, steps })).EnumerateArray()];

    private static string? Text(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
