using System.Text.Json;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>Tokens and conversations over real HTTP.</summary>
public sealed class ConversationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_begins_a_conversation_is_given_it_and_greeted()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (await server.Tokens.IssueAsync("dl_1", "conv-1", CancellationToken.None)).Token;

        var (status, begun) = await server.CallAsync(HttpMethod.Post, "/conversations", $"Bearer {token}", DirectLineServer.Json("""{"user":{}}"""));

        Assert.Equal(201, status);
        Assert.Equal(("conv-1", 1800), (begun.GetProperty("conversationId").GetString(), begun.GetProperty("expires_in").GetInt32()));
        Assert.StartsWith($"ws://127.0.0.1:{server.Address.Port}/v3/directline/conversations/conv-1/stream?watermark=0&t=", begun.GetProperty("streamUrl").GetString(), StringComparison.Ordinal);
        var greeted = Assert.Single(server.Inbox.Received);
        Assert.Equal((InboundKind.Followed, new ChatAddress("directline", "own", "conv-1"), TimeSpan.Zero, 0), (greeted.Kind, greeted.From, server.Inbox.Patience, greeted.DirectParts));
    }

    [Fact]
    public async Task Beginning_again_finds_the_same_conversation_and_greets_nobody_twice()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var (early, _) = await person.CallAsync(HttpMethod.Post, "/conversations");
        await person.SayAsync("hi");

        var (late, again) = await person.CallAsync(HttpMethod.Post, "/conversations");

        Assert.Equal((200, 200), (early, late));
        Assert.Equal(person.Conversation, again.GetProperty("conversationId").GetString());
        Assert.Single(server.Inbox.Received, message => message.Kind == InboundKind.Followed);
        Assert.Equal(["hi"], await person.TextsAsync());
    }

    [Fact]
    public async Task A_conversation_whose_greeting_could_not_be_stored_is_not_begun_until_it_is()
    {
        await using var server = await DirectLineServer.StartAsync();
        server.Inbox.Answer = _ => throw new IOException("The disk is full.");
        var token = (await server.Tokens.IssueAsync("dl_1", "conv-1", CancellationToken.None)).Token;
        var refused = await server.CallAsync(HttpMethod.Post, "/conversations", $"Bearer {token}");
        server.Inbox.Clear();
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(null);

        var (status, _) = await server.CallAsync(HttpMethod.Post, "/conversations", $"Bearer {token}");

        Assert.Equal((502, 200), (refused.Status, status));
        Assert.Equal(InboundKind.Followed, Assert.Single(server.Inbox.Received).Kind);
    }

    [Fact]
    public async Task The_token_is_one_that_Web_Chat_can_read()
    {
        await using var server = await DirectLineServer.StartAsync(new FakeTimeProvider(Now));

        var token = (await server.Tokens.IssueAsync("dl_1", "conv-1", CancellationToken.None)).Token;

        var claims = JsonElement.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1]));
        Assert.Equal(("conv-1", "dl_1", "botassistant"), (claims.GetProperty("conv").GetString(), claims.GetProperty("user").GetString(), claims.GetProperty("bot").GetString()));
        Assert.Equal((Now.ToUnixTimeSeconds(), Now.AddMinutes(30).ToUnixTimeSeconds()), (claims.GetProperty("iat").GetInt64(), claims.GetProperty("exp").GetInt64()));
    }

    [Theory]
    [InlineData("""{"user":{"id":"dl_visitor"}}""", "dl_visitor")]
    [InlineData("""{"User":{"Id":"dl_visitor","Name":"V"},"eTag":"x"}""", "dl_visitor")]
    [InlineData("{}", null)]
    [InlineData("", null)]
    public async Task A_site_s_back_end_makes_tokens_with_the_secret(string body, string? user)
    {
        await using var server = await DirectLineServer.StartAsync();

        var (status, made) = await server.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}", DirectLineServer.Json(body));

        Assert.Equal(200, status);
        Assert.Equal(1800, made.GetProperty("expires_in").GetInt32());
        Assert.False(made.TryGetProperty("streamUrl", out _));
        Assert.Empty(server.Inbox.Received);
        var visitor = new DirectLinePerson(server, "", made.GetProperty("conversationId").GetString()!, made.GetProperty("token").GetString()!);
        Assert.Equal(201, (await visitor.CallAsync(HttpMethod.Post, "/conversations")).Status);
        await visitor.SayAsync("hi");
        var from = Assert.Single((await visitor.ReadAsync()).Activities).GetProperty("from").GetProperty("id").GetString()!;
        Assert.True(user is null ? from.StartsWith("dl_", StringComparison.Ordinal) : from == user, from);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"user":{"id":""}}""")]
    [InlineData("""{"user":{"id":"two words"}}""")]
    [InlineData("""{"user":{"id":"a/../b"}}""")]
    [InlineData("""{"user":{"id":"a"},"user":{"id":"b"}}""")]
    [InlineData("""{"trustedOrigins":["https://www.example.gov.cn/path"]}""")]
    [InlineData("""{"trustedOrigins":"https://www.example.gov.cn"}""")]
    public async Task A_wish_that_cannot_be_is_400(string body)
    {
        await using var server = await DirectLineServer.StartAsync();

        var made = await server.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}", DirectLineServer.Json(body));
        var begun = await server.CallAsync(HttpMethod.Post, "/conversations", $"Bearer {DirectLineServer.Secret}", DirectLineServer.Json(body));

        Assert.Equal((400, "BadArgument", 400), (made.Status, made.Code, begun.Status));
    }

    [Fact]
    public async Task The_secret_begins_reads_and_writes_any_conversation()
    {
        await using var server = await DirectLineServer.StartAsync();
        var bearer = $"Bearer {DirectLineServer.Secret}";

        var (status, begun) = await server.CallAsync(HttpMethod.Post, "/conversations", bearer, DirectLineServer.Json("""{"user":{"id":"dl_visitor"}}"""));
        var path = $"/conversations/{begun.GetProperty("conversationId").GetString()}/activities";
        var posted = await server.CallAsync(HttpMethod.Post, path, bearer, DirectLineServer.Json("""{"type":"message","text":"hi"}"""));
        var (_, page) = await server.CallAsync(HttpMethod.Get, path, bearer);

        Assert.Equal((201, 200), (status, posted.Status));
        Assert.Equal("dl_visitor", Assert.Single(page.GetProperty("activities").EnumerateArray()).GetProperty("from").GetProperty("id").GetString());
        Assert.Equal(404, (await server.CallAsync(HttpMethod.Get, "/conversations/none/activities", bearer)).Status);
    }

    [Fact]
    public async Task A_token_makes_no_tokens_and_without_a_secret_nobody_does()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var without = await DirectLineServer.StartAsync(settings: ("Secret", null));
        var person = await server.BeginAsync();

        Assert.Equal(403, (await person.CallAsync(HttpMethod.Post, "/tokens/generate")).Status);
        Assert.Equal(403, (await without.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}")).Status);
    }

    [Fact]
    public async Task A_renewed_token_lasts_longer_and_an_expired_one_is_not_renewed()
    {
        var time = new FakeTimeProvider(Now);
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        time.Advance(TimeSpan.FromMinutes(20));

        var (status, renewed) = await person.CallAsync(HttpMethod.Post, "/tokens/refresh");
        time.Advance(TimeSpan.FromMinutes(20));
        var old = await person.CallAsync(HttpMethod.Post, "/tokens/refresh");
        var later = await (person with { Token = renewed.GetProperty("token").GetString()! }).SayAsync("still here");

        Assert.Equal((200, person.Conversation, 1800), (status, renewed.GetProperty("conversationId").GetString(), renewed.GetProperty("expires_in").GetInt32()));
        Assert.Equal((403, "TokenExpired"), (old.Status, old.Code));
        Assert.Equal(200, later.Status);
    }

    [Fact]
    public async Task Whoever_lost_the_stream_gets_another_from_where_they_were()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.SayAsync("one", "c1");
        await person.SayAsync("two", "c2");

        var (status, again) = await person.CallAsync(HttpMethod.Get, $"{person.Path}?watermark=1");

        Assert.Equal((200, person.Conversation), (status, again.GetProperty("conversationId").GetString()));
        await using var stream = await person.ListenAsync(again.GetProperty("streamUrl").GetString());
        Assert.Equal("two", await stream.NextTextAsync());
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic dXNlcjpwYXNz", 401)]
    [InlineData("Bearer x", 403)]
    [InlineData("Bearer a.b.c", 403)]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJjb252IjoiY29udi0xIiwidXNlciI6ImRsXzEifQ.", 403)]
    public async Task Without_a_good_bearer_nothing_is_to_be_had(string? bearer, int expected)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        (HttpMethod Method, string Path)[] calls =
        [
            (HttpMethod.Post, "/tokens/generate"), (HttpMethod.Post, "/tokens/refresh"), (HttpMethod.Post, "/conversations"), (HttpMethod.Get, person.Path),
            (HttpMethod.Get, $"{person.Path}/activities"), (HttpMethod.Post, $"{person.Path}/activities"), (HttpMethod.Post, $"{person.Path}/upload"),
        ];

        foreach (var (method, path) in calls)
        {
            var answer = await server.CallAsync(method, path, bearer);

            Assert.True(answer.Status == expected, $"{method} {path}: {answer.Status}");
            Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
            Assert.NotEqual("", answer.Code);
        }
    }

    [Fact]
    public async Task An_expired_token_is_told_so_everywhere()
    {
        var time = new FakeTimeProvider(Now);
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        time.Advance(TimeSpan.FromMinutes(30));

        DirectLineAnswer[] answers =
        [
            await person.CallAsync(HttpMethod.Post, "/conversations"), await person.CallAsync(HttpMethod.Get, person.Path), await person.CallAsync(HttpMethod.Post, "/tokens/refresh"),
            await person.CallAsync(HttpMethod.Get, $"{person.Path}/activities"), await person.SayAsync("hi"), await person.CallAsync(HttpMethod.Post, $"{person.Path}/upload"),
        ];

        Assert.All(answers, answer => Assert.Equal((403, "TokenExpired"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task A_conversation_that_was_never_begun_is_404()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = (await server.Tokens.IssueAsync("dl_1", "conv-1", CancellationToken.None)).Token;
        var nobody = new DirectLinePerson(server, "dl_1", "conv-1", token);

        DirectLineAnswer[] answers = [await nobody.CallAsync(HttpMethod.Get, nobody.Path), await nobody.CallAsync(HttpMethod.Get, $"{nobody.Path}/activities"), await nobody.SayAsync("hi")];

        Assert.All(answers, answer => Assert.Equal((404, "ConversationNotFound"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task A_server_that_is_off_has_none_of_it()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("Enabled", "false"));

        Assert.Equal(404, (await server.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}")).Status);
        Assert.False(server.Channel.IsOpen);
    }

    [Fact]
    public async Task No_key_word_or_name_of_a_person_is_ever_logged()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.SayAsync("身份证号码");
        await using (var stream = await person.ListenAsync())
        {
            await stream.NextAsync();
        }

        await person.CallAsync(HttpMethod.Get, person.Path);
        await server.Channel.SendAsync(person.Chat, server.Channel.Render(new OutboundMessage("好的"))[0], CancellationToken.None);
        await server.CallAsync(HttpMethod.Post, "/tokens/generate", $"Bearer {DirectLineServer.Secret}");
        server.Transcripts.AreDown = true;
        await person.SayAsync("身份证号码", "c2");

        var log = string.Join('\n', server.Logs.Lines.Concat(server.Log.Entries.Select(entry => entry.ToString())));
        Assert.Contains("POST /conversations", log, StringComparison.Ordinal);
        Assert.All([person.Token, person.User, person.Conversation, "身份证号码", "好的", DirectLineServer.Secret, person.StreamUrl.Split("t=")[1]], secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_do_not_fill_the_channel_log()
    {
        await using var server = await DirectLineServer.StartAsync();

        await server.CallAsync(HttpMethod.Post, "/conversations", "Bearer x");
        await server.CallAsync(HttpMethod.Get, "/conversations/c/activities", null);

        Assert.Empty(server.Log.Entries);
    }
}
