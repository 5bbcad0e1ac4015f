using System.Net.WebSockets;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>The WebSocket, with .NET's own client; directlinejs is in its own tests.</summary>
public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_stream_tells_everything_from_the_start_and_then_whatever_comes()
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Answers(message => message.Kind == InboundKind.Text ? new OutboundMessage($"您说：{message.Text}") : null);
        var person = await server.BeginAsync();
        await person.SayAsync("one", "c1");

        await using var stream = await person.ListenAsync();
        string?[] early = [await stream.NextTextAsync(), await stream.NextTextAsync()];
        await person.SayAsync("two", "c2");
        string?[] late = [await stream.NextTextAsync(), await stream.NextTextAsync()];

        Assert.Equal(["one", "您说：one"], early);
        Assert.Equal(["two", "您说：two"], late);
        Assert.Equal("4", stream.Watermark);
    }

    [Fact]
    public async Task Two_tabs_are_in_step()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await using var one = await person.ListenAsync();
        await using var other = await person.ListenAsync();

        await person.SayAsync("hi");

        Assert.Equal(("hi", "hi"), (await one.NextTextAsync(), await other.NextTextAsync()));
    }

    [Fact]
    public async Task What_another_server_added_is_told_too()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("PollEvery", "00:00:00.1"));
        await using var other = await DirectLineServer.StartAsync(beside: server);
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();

        await (person with { Server = other }).SayAsync("over there");

        Assert.Equal("over there", await stream.NextTextAsync());
        Assert.Equal(InboundKind.Text, Assert.Single(other.Inbox.Received).Kind);
    }

    [Fact]
    public async Task A_look_that_fails_is_not_the_last()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("PollEvery", "00:00:00.1"));
        await using var other = await DirectLineServer.StartAsync(beside: server);
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await person.SayAsync("before", "c0");
        Assert.Equal("before", await stream.NextTextAsync());
        server.Transcripts.AreDown = true;
        await UntilAsync(() => server.Logs.Lines.Any(line => line.Contains("could not be looked after", StringComparison.Ordinal)));
        server.Transcripts.AreDown = false;

        await (person with { Server = other }).SayAsync("over there");

        Assert.Equal("over there", await stream.NextTextAsync());
    }

    [Fact]
    public async Task Empty_frames_go_both_ways_and_mean_nothing()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await stream.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, CancellationToken.None);
        await stream.Socket.SendAsync("{\"type\":\"message\"}"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await person.SayAsync("hi");
        Assert.Equal("hi", await stream.NextTextAsync());

        var pinged = stream.ReceiveAsync();
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return pinged.IsCompleted;
        });

        Assert.Equal((true, 1), (await pinged, stream.Pings));
        Assert.DoesNotContain(server.Inbox.Received, message => message.Kind == InboundKind.Report);
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await person.SayAsync("hi");
        await stream.NextAsync();

        time.Advance(TimeSpan.FromMinutes(30));

        // The stream may only now begin to wait: the clock goes on.
        var ended = stream.EndAsync();
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return ended.IsCompleted;
        });
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await ended);
        await UntilAsync(() => server.Streams.Open == 0);
    }

    [Fact]
    public async Task A_renewed_token_keeps_the_stream_open()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await person.SayAsync("one", "c1");
        await stream.NextAsync();
        time.Advance(TimeSpan.FromMinutes(15));
        var (_, renewed) = await person.CallAsync(HttpMethod.Post, "/tokens/refresh");
        person = person with { Token = renewed.GetProperty("token").GetString()! };

        time.Advance(TimeSpan.FromMinutes(20));
        await person.SayAsync("two", "c2");

        Assert.Equal("two", await stream.NextTextAsync());
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await person.SayAsync("hi");
        await stream.NextAsync();

        var stopping = server.StopAsync();

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await stream.EndAsync());
        await stopping.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_client_that_leaves_is_let_go_however_it_leaves()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await using var polite = await person.ListenAsync();
        await using var rude = await person.ListenAsync();
        await UntilAsync(() => server.Streams.Open == 2);

        await polite.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        rude.Socket.Abort();

        await UntilAsync(() => server.Streams.Open == 0);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, polite.Socket.CloseStatus);
        Assert.DoesNotContain(server.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_not_buffered_for()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time, settings: ("MessagesPerMinute", "1000"));
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(200, (await person.SayAsync(new string('x', 200_000), $"c{i}")).Status);
        }

        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return server.Streams.Open == 0;
        });

        Assert.True(time.GetUtcNow() - new FakeTimeProvider().GetUtcNow() < TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_on_is_closed_so_that_its_client_comes_again()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await using var stream = await person.ListenAsync();
        await person.SayAsync("hi");
        await stream.NextAsync();
        server.Transcripts.AreDown = true;

        server.Streams.Grew(person.Conversation, 2);

        Assert.Equal(WebSocketCloseStatus.InternalServerError, await stream.EndAsync());
    }

    [Fact]
    public async Task An_address_is_good_for_a_minute_one_conversation_and_a_WebSocket()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        var other = await server.BeginAsync("dl_2");

        var plain = await server.CallAsync(HttpMethod.Get, person.StreamUrl[$"ws://127.0.0.1:{server.Address.Port}/v3/directline".Length..], null);
        await using var foreign = await person.ListenAsync(person.StreamUrl.Replace(person.Conversation, other.Conversation, StringComparison.Ordinal));
        await using var none = await person.ListenAsync(person.StreamUrl.Split("&t=")[0]);
        time.Advance(TimeSpan.FromSeconds(60));
        await using var late = await person.ListenAsync();

        Assert.Equal((400, 403, 403, 403), (plain.Status, foreign.Status, none.Status, late.Status));
    }

    [Fact]
    public async Task Only_so_many_streams_are_open_in_a_conversation_and_in_all()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("MaxStreamsOfConversation", "2"), ("MaxStreams", "3")]);
        var (person, other) = (await server.BeginAsync(), await server.BeginAsync("dl_2"));

        await using var first = await person.ListenAsync();
        await using var second = await person.ListenAsync();
        await using var third = await person.ListenAsync();
        await using var theirs = await other.ListenAsync();
        await using var fourth = await other.ListenAsync();

        Assert.Equal((101, 101, 429, 101, 429), (first.Status, second.Status, third.Status, theirs.Status, fourth.Status));
        Assert.Equal(3, server.Streams.Open);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
