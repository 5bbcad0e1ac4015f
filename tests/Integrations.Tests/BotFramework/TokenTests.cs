using System.Net;
using BotAssistant.Testing.BotFramework;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>One server for all rows.</summary>
public sealed class TokenServer : IAsyncLifetime
{
    internal BotFrameworkServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await BotFrameworkServer.StartAsync(settings: ("AllowEmulator", "true"));
        Server.Azure.ChannelKeys.Add(FakeKey.WithoutEndorsements("channel-2"));
        Server.Azure.ChannelKeys.Add(FakeKey.New("channel-3"));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>Who may send us anything.</summary>
public sealed class TokenTests(TokenServer fixture) : IClassFixture<TokenServer>
{
    private readonly BotFrameworkServer _server = fixture.Server;

    public static TheoryData<string> Rows => [.. TokenVector.Names];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_token_gets_its_verdict(string row)
    {
        var vector = TokenVector.All(_server).Single(vector => vector.Name == row);
        vector.Activity["id"] = row;
        var before = _server.Inbox.Received.Count;

        using var answer = await _server.PostAsync(vector.Activity.ToJsonString(), vector.Header());

        Assert.Equal(vector.IsTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(vector.IsTaken ? before + 1 : before, _server.Inbox.Received.Count);
    }

    [Fact]
    public async Task The_emulator_is_refused_unless_it_is_allowed()
    {
        await using var server = await BotFrameworkServer.StartAsync();
        var activity = server.Message();
        activity["channelId"] = "emulator";

        using var answer = await server.PostAsync(activity.ToJsonString(), $"Bearer {server.Azure.EmulatorToken()}");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, server.Azure.Fetches("emulator/keys"));
    }

    [Fact]
    public async Task A_refused_request_is_not_read_first()
    {
        using var answer = await _server.PostAsync("not json", null, "text/plain");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Two_headers_are_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Endpoint) { Content = new StringContent(_server.Message().ToJsonString(), null, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer x", $"Bearer {_server.Azure.ChannelToken()}"]);

        using var answer = await _server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
