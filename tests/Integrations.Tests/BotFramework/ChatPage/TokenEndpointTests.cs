using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework.ChatPage;

public sealed class TokenEndpointTests
{
    [Fact]
    public async Task The_same_browser_comes_back_to_its_conversation()
    {
        await using var server = await ChatPageServer.StartAsync();

        var first = await server.AskAsync();
        var second = await server.AskAsync(first.Cookie);

        Assert.Equal(first.Conversation, second.Conversation);
    }

    [Fact]
    public async Task Two_browsers_have_two_conversations()
    {
        await using var server = await ChatPageServer.StartAsync();

        Assert.NotEqual((await server.AskAsync()).Conversation, (await server.AskAsync()).Conversation);
    }

    [Fact]
    public async Task Beginning_again_gives_the_same_person_a_new_conversation_and_keeps_to_it()
    {
        await using var server = await ChatPageServer.StartAsync();
        var first = await server.AskAsync();

        var again = await server.AskAsync(first.Cookie, restart: true);
        var later = await server.AskAsync(again.Cookie);

        Assert.NotEqual(first.Conversation, again.Conversation);
        Assert.Equal(again.Conversation, later.Conversation);
        Assert.Equal(first.Cookie.Split('.')[0], again.Cookie.Split('.')[0]);
    }

    [Fact]
    public async Task No_script_reads_the_cookie_and_no_foreign_page_sends_it()
    {
        await using var server = await ChatPageServer.StartAsync();

        var attributes = (await server.AskAsync()).SetCookie!.Split("; ").Skip(1).Order(StringComparer.Ordinal);

        Assert.Equal(["httponly", "max-age=2592000", "path=/chat", "samesite=strict"], attributes);
    }

    [Fact]
    public async Task The_cookie_is_secure_when_the_page_is_even_behind_a_proxy_that_ends_TLS()
    {
        await using var server = await ChatPageServer.StartAsync();

        var answer = await server.AskAsync(origin: "https://bureau.example");

        Assert.Contains("; secure", answer.SetCookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_cookie_that_was_altered_is_a_stranger_s(int part)
    {
        await using var server = await ChatPageServer.StartAsync();
        var first = await server.AskAsync();
        var parts = first.Cookie.Split('.');
        parts[part] = part == 0 ? $"{parts[0][..^1]}{(parts[0][^1] == 'A' ? 'B' : 'A')}" : part == 3 ? new string('0', parts[3].Length) : $"{parts[part]}0";

        var answer = await server.AskAsync(string.Join('.', parts));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual(first.Cookie.Split('.')[0], answer.Cookie.Split('.')[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("a.1.99999999999999999999.0")]
    [InlineData("a.99999999999999999999.1.0")]
    public async Task A_cookie_that_is_none_of_ours_is_a_stranger_s(string cookie)
    {
        await using var server = await ChatPageServer.StartAsync();

        var answer = await server.AskAsync(cookie);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual("a", answer.Cookie.Split('.')[0]);
    }

    [Fact]
    public async Task A_visitor_is_known_for_30_days_after_the_last_visit()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(57));
        await using var server = await ChatPageServer.StartAsync(time: time);
        var first = await server.AskAsync();

        time.Advance(TimeSpan.FromDays(29));
        var second = await server.AskAsync(first.Cookie);
        time.Advance(TimeSpan.FromDays(29));
        var third = await server.AskAsync(second.Cookie);
        time.Advance(TimeSpan.FromDays(30));
        var stranger = await server.AskAsync(third.Cookie);

        Assert.Equal(first.Conversation, third.Conversation);
        Assert.NotEqual(first.Cookie.Split('.')[0], stranger.Cookie.Split('.')[0]);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData(null, "null")]
    [InlineData(null, "http://127.0.0.1:1")]
    [InlineData(null, "https://evil.example")]
    public async Task Who_is_not_our_page_gets_nothing(string? site, string? origin)
    {
        await using var server = await ChatPageServer.StartAsync();

        var answer = await server.AskAsync(site: site, origin: origin);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Null(answer.SetCookie);
    }

    [Fact]
    public async Task A_browser_too_old_for_Sec_Fetch_Site_is_judged_by_its_origin()
    {
        await using var server = await ChatPageServer.StartAsync();

        var answer = await server.AskAsync(site: null, origin: server.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_a_form_could_post_is_refused(string contentType)
    {
        await using var server = await ChatPageServer.StartAsync();

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await server.AskAsync(contentType: contentType)).Status);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_body_that_is_no_wish_is_refused(string body)
    {
        await using var server = await ChatPageServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(server, body));
    }

    [Fact]
    public async Task A_long_body_is_not_read()
    {
        await using var server = await ChatPageServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(server, $$"""{"restart":false,"x":"{{new string('x', 300)}}"}"""));
    }

    [Fact]
    public async Task One_address_gets_so_many_tokens_a_minute()
    {
        await using var server = await ChatPageServer.StartAsync(settings: ("ChatPage:TokensPerMinute", "2"));
        var cookie = (await server.AskAsync()).Cookie;
        await server.AskAsync(cookie);

        var third = await server.AskAsync(cookie);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.InRange(third.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Null(third.SetCookie);
    }

    [Fact]
    public async Task One_address_begins_so_many_conversations_an_hour_and_goes_on_with_those_it_has()
    {
        await using var server = await ChatPageServer.StartAsync(settings: ("ChatPage:ConversationsPerHour", "1"));
        var cookie = (await server.AskAsync()).Cookie;

        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.AskAsync()).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.AskAsync(cookie, restart: true)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.AskAsync(cookie)).Status);
    }

    [Fact]
    public async Task An_answer_with_a_token_is_kept_by_nobody()
    {
        await using var server = await ChatPageServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var response = await server.Http.SendAsync(request);

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpStatusCode> PostAsync(ChatPageServer server, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
