using BotAssistant.Integrations.Tests.Channels;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>A token opens one conversation. Of another one its holder learns nothing, not even whether it is there.</summary>
public sealed class CrossReadingTests
{
    public static TheoryData<string, string> Calls => new()
    {
        { "GET", "" }, { "GET", "?watermark=0" }, { "GET", "/activities" }, { "GET", "/activities?watermark=" }, { "POST", "/activities" }, { "POST", "/upload" }, { "POST", "/upload?userId=dl_victim" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_token_of_one_user_opens_nothing_of_another_s(string method, string call)
    {
        await using var server = await DirectLineServer.StartAsync();
        var victim = await server.BeginAsync("dl_victim");
        await victim.SayAsync("身份证号码");
        var stranger = await server.BeginAsync("dl_stranger");
        var before = server.Inbox.Received.Count;

        var theirs = await stranger.CallAsync(new HttpMethod(method), $"{victim.Path}{call}", Activity());
        var nobodys = await stranger.CallAsync(new HttpMethod(method), $"/conversations/none{call}", Activity());

        Assert.Equal(403, theirs.Status);
        Assert.Equal((theirs.Status, theirs.Text), (nobodys.Status, nobodys.Text));
        Assert.DoesNotContain("身份证号码", theirs.Text, StringComparison.Ordinal);
        Assert.Equal(before, server.Inbox.Received.Count);
        Assert.Equal(["身份证号码"], await victim.TextsAsync());
    }

    [Fact]
    public async Task Nor_does_its_stream_or_a_photo_s_key()
    {
        await using var server = await DirectLineServer.StartAsync();
        var (victim, stranger) = (await server.BeginAsync("dl_victim"), await server.BeginAsync("dl_stranger"));
        var photo = await SendPhotoAsync(victim);
        var own = await SendPhotoAsync(stranger);
        var (path, key) = (photo.Split('?')[0], own.Split("?t=")[1]);

        await using var stream = await stranger.ListenAsync(stranger.StreamUrl.Replace(stranger.Conversation, victim.Conversation, StringComparison.Ordinal));

        Assert.Equal(403, stream.Status);
        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, $"{path}?t={key}", null)).Status);
        Assert.Equal(200, (await server.CallAsync(HttpMethod.Get, photo, null)).Status);
        Assert.Equal(photo.Split('?')[0].Split('/')[^1], own.Split('?')[0].Split('/')[^1]);
    }

    [Fact]
    public async Task A_token_for_the_right_conversation_but_another_user_opens_nothing_either()
    {
        await using var server = await DirectLineServer.StartAsync();
        var victim = await server.BeginAsync("dl_victim");
        var forged = victim with { Token = (await server.Tokens.IssueAsync("dl_stranger", victim.Conversation, CancellationToken.None)).Token };

        DirectLineAnswer[] answers =
        [
            await forged.CallAsync(HttpMethod.Post, "/conversations"), await forged.CallAsync(HttpMethod.Get, forged.Path), await forged.CallAsync(HttpMethod.Get, $"{forged.Path}/activities"),
            await forged.SayAsync("hi"), await forged.CallAsync(HttpMethod.Post, $"{forged.Path}/upload", Activity()),
        ];

        Assert.All(answers, answer => Assert.Equal(403, answer.Status));
        Assert.Equal(InboundKind.Followed, Assert.Single(server.Inbox.Received).Kind);
    }

    [Fact]
    public async Task The_bot_fetches_a_photo_only_for_the_chat_it_was_sent_into()
    {
        await using var server = await DirectLineServer.StartAsync();
        var (victim, stranger) = (await server.BeginAsync("dl_victim"), await server.BeginAsync("dl_stranger"));
        await SendPhotoAsync(victim);
        var media = Assert.Single(server.Inbox.Received[^1].Media);

        Assert.IsType<MediaResult.Fetched>(await server.Channel.FetchAsync(victim.Chat, media, CancellationToken.None));
        Assert.IsType<MediaResult.Lost>(await server.Channel.FetchAsync(stranger.Chat, media, CancellationToken.None));
    }

    private static async Task<string> SendPhotoAsync(DirectLinePerson person)
    {
        await person.CallAsync(HttpMethod.Post, $"{person.Path}/upload", new ByteArrayContent(ChannelFixture.Photo) { Headers = { ContentType = new("image/png") } });
        return (await person.ReadAsync()).Activities[^1].GetProperty("attachments")[0].GetProperty("contentUrl").GetString()![person.Server.Domain.Length..];
    }

    private static HttpContent Activity() => DirectLineServer.Json("""{"type":"message","text":"x","conversation":{"id":"other"}}""");
}
