using System.Net;
using BotAssistant.Testing.BotFramework;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>The cache of Azure's signing keys.</summary>
public sealed class SigningKeysTests
{
    private const string Keys = "channel/keys";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task They_are_fetched_once_for_many_at_a_time()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK)));

        Assert.Equal(1, server.Azure.Fetches(Keys));
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_fetches_once_an_hour()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            PostAsync(server, server.Azure.ChannelToken() with { KeyId = $"rogue-{i}" }, HttpStatusCode.Unauthorized)));
        Assert.Equal(2, server.Azure.Fetches(Keys));

        _time.Advance(TimeSpan.FromMinutes(61));
        await PostAsync(server, server.Azure.ChannelToken() with { KeyId = "rogue" }, HttpStatusCode.Unauthorized);
        Assert.Equal(3, server.Azure.Fetches(Keys));
    }

    [Fact]
    public async Task A_new_key_is_found_by_its_first_token()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        var next = FakeKey.New("channel-next", "webchat");
        server.Azure.ChannelKeys.Add(next);

        await PostAsync(server, server.Azure.ChannelToken(next), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_failed_refresh_keeps_the_old_keys_and_is_tried_again_later()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromHours(25));
        server.Azure.MetadataFailure = 404;

        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        var tried = server.Azure.Fetches("channel/openid");
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        Assert.Equal(tried, server.Azure.Fetches("channel/openid"));

        server.Azure.MetadataFailure = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        Assert.Equal(2, server.Azure.Fetches(Keys));
    }

    [Fact]
    public async Task A_withdrawn_key_is_no_longer_taken_after_the_refresh()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.OK);
        server.Azure.ChannelKeys.Clear();
        server.Azure.ChannelKeys.Add(FakeKey.New("channel-next", "webchat"));
        _time.Advance(TimeSpan.FromHours(25));

        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_any_keys_nobody_is_taken()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        server.Azure.MetadataFailure = 404;

        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_name_that_two_keys_share_is_nobodys()
    {
        await using var server = await BotFrameworkServer.StartAsync(_time);
        server.Azure.ChannelKeys.Add(FakeKey.New("other", "webchat"));
        server.Azure.ChannelKeys.Add(FakeKey.New(server.Azure.ChannelKey.Id, "webchat"));

        await PostAsync(server, server.Azure.ChannelToken(), HttpStatusCode.Unauthorized);
    }

    private static async Task PostAsync(BotFrameworkServer server, FakeToken token, HttpStatusCode expected)
    {
        using var answer = await server.PostAsync(server.Message(id: Guid.NewGuid().ToString()).ToJsonString(), $"Bearer {token}");
        Assert.Equal(expected, answer.StatusCode);
    }
}
