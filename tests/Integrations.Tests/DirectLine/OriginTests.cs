using System.Net;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>Which pages may talk to us, and how often anybody may.</summary>
public sealed class OriginTests
{
    private const string Trusted = "https://www.example.gov.cn";
    private const string Other = "https://gov.example.cn";

    [Theory]
    [InlineData(Trusted, 200)]
    [InlineData("own", 200)]
    [InlineData("https://evil.example", 403)]
    [InlineData("http://www.example.gov.cn", 403)]
    [InlineData("https://www.example.gov.cn.evil.example", 403)]
    [InlineData("null", 403)]
    public async Task Only_our_own_and_trusted_pages_may(string origin, int expected)
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("TrustedOrigins:0", Trusted));
        var person = await server.BeginAsync();
        origin = origin == "own" ? server.Address.GetLeftPart(UriPartial.Authority) : origin;

        var poll = await person.CallAsync(HttpMethod.Get, $"{person.Path}/activities", origin: origin);
        await using var stream = await person.ListenAsync(origin: origin);

        Assert.Equal((expected, expected == 200 ? 101 : 403), (poll.Status, stream.Status));
    }

    [Fact]
    public async Task A_trusted_page_s_browser_is_told_that_it_may()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("TrustedOrigins:0", Trusted));

        var (asked, allowed) = await PreflightAsync(server, Trusted);
        var (_, refused) = await PreflightAsync(server, "https://evil.example");
        var failed = await server.CallAsync(HttpMethod.Post, "/conversations", "Bearer x", origin: Trusted);

        Assert.Equal(HttpStatusCode.NoContent, asked);
        Assert.Equal(Trusted, allowed);
        Assert.Null(refused);
        Assert.Equal(Trusted, Assert.Single(failed.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_token_made_for_some_pages_is_of_no_use_to_others_also_when_renewed()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("TrustedOrigins:0", Trusted), ("TrustedOrigins:1", Other)]);
        var (_, made) = await server.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}", DirectLineServer.Json($$"""{"trustedOrigins":["{{Trusted}}"]}"""));
        var visitor = new DirectLinePerson(server, "", made.GetProperty("conversationId").GetString()!, made.GetProperty("token").GetString()!);
        var (_, begun) = await visitor.CallAsync(HttpMethod.Post, "/conversations", origin: Trusted);
        visitor = visitor with { Token = begun.GetProperty("token").GetString()!, StreamUrl = begun.GetProperty("streamUrl").GetString()! };

        var renewed = await visitor.CallAsync(HttpMethod.Post, "/tokens/refresh", origin: Other);
        await using var stream = await visitor.ListenAsync(origin: Other);
        await using var mine = await visitor.ListenAsync(origin: Trusted);

        Assert.Equal((403, 403, 101), (renewed.Status, stream.Status, mine.Status));
    }

    [Fact]
    public async Task Who_writes_too_fast_is_told_to_wait()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("MessagesPerMinute", "2"));
        var (person, other) = (await server.BeginAsync(), await server.BeginAsync("dl_2"));
        await person.SayAsync("1", "c1");
        await person.SayAsync("2", "c2");

        var third = await person.SayAsync("3", "c3");

        Assert.Equal(429, third.Status);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await other.SayAsync("1")).Status);
        Assert.Equal(2, server.Inbox.Received.Count(message => message.Kind == InboundKind.Text && message.From == person.Chat));
    }

    [Fact]
    public async Task Who_polls_too_fast_finds_nothing_for_a_while_instead_of_an_error_that_would_end_the_polling()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("PollsPerMinute", "1"));
        var person = await server.BeginAsync();
        await person.SayAsync("hi");
        var (first, _) = await person.ReadAsync();

        var (second, watermark) = await person.ReadAsync("0");

        Assert.Single(first);
        Assert.Empty(second);
        Assert.Equal("0", watermark);
    }

    [Fact]
    public async Task One_address_begins_only_so_many_conversations_and_has_only_so_many_tokens_made()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("ConversationsPerHour", "1"), ("TokensPerMinute", "1")]);
        var bearer = $"Bearer {DirectLineServer.Secret}";
        await server.BeginAsync();
        var token = (await server.Tokens.IssueAsync("dl_2", "conv-2", CancellationToken.None)).Token;

        var second = await server.CallAsync(HttpMethod.Post, "/conversations", $"Bearer {token}");
        var made = await server.CallAsync(HttpMethod.Post, "/tokens/generate", bearer);
        var more = await server.CallAsync(HttpMethod.Post, "/tokens/generate", bearer);

        Assert.Equal((429, 200, 429), (second.Status, made.Status, more.Status));
        Assert.NotNull(second.Headers.RetryAfter);
    }

    private static async Task<(HttpStatusCode Status, string? Allowed)> PreflightAsync(DirectLineServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{server.Domain}/conversations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");
        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
    }
}
