using System.Globalization;
using System.Text.Json;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>What is posted and polled, over real HTTP.</summary>
public sealed class ActivityTests
{
    [Fact]
    public async Task What_is_typed_reaches_the_inbox_before_it_is_acknowledged_and_comes_back_with_its_own_name()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var (status, taken) = await person.SayAsync("年糕 & <b> 🍡", "c1");

        var received = server.Inbox.Received[^1];
        Assert.Equal((200, $"{person.Conversation}|0000001"), (status, taken.GetProperty("id").GetString()));
        Assert.Equal((InboundKind.Text, "年糕 & <b> 🍡", person.Chat), (received.Kind, received.Text, received.From));
        Assert.Equal((TimeSpan.Zero, 0), (server.Inbox.Patience, received.DirectParts));
        var echo = Assert.Single((await person.ReadAsync()).Activities);
        Assert.Equal(($"{person.Conversation}|0000001", "c1"), (echo.GetProperty("id").GetString(), echo.GetProperty("channelData").GetProperty("clientActivityID").GetString()));
        Assert.Equal(("directline", person.Conversation), (echo.GetProperty("channelId").GetString(), echo.GetProperty("conversation").GetProperty("id").GetString()));
        Assert.EndsWith("Z", echo.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_speaks_as_the_token_s_user_whoever_it_says_it_is_and_what_we_do_not_know_is_kept()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync("dl_real");

        await person.PostAsync(new { type = "message", text = "hi", id = "forged|0000009", serviceUrl = "http://x", callerId = "urn:x", from = new { id = "dl_other", name = "王小明", role = "bot" }, whatever = new { deep = new[] { 1, 2 } } });

        var echo = Assert.Single((await person.ReadAsync()).Activities);
        var from = echo.GetProperty("from");
        Assert.Equal(("dl_real", "王小明", "user"), (from.GetProperty("id").GetString(), from.GetProperty("name").GetString(), from.GetProperty("role").GetString()));
        Assert.Equal($"{person.Conversation}|0000001", echo.GetProperty("id").GetString());
        Assert.Equal(2, echo.GetProperty("whatever").GetProperty("deep")[1].GetInt32());
        Assert.False(echo.TryGetProperty("serviceUrl", out _) || echo.TryGetProperty("callerId", out _));
    }

    [Fact]
    public async Task A_post_that_is_repeated_has_the_same_id_and_is_one_message()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await person.SayAsync("hi", "same\u0000 name")).Json.GetProperty("id").GetString()));
        await person.SayAsync("hi", "another");

        Assert.Single(ids.Distinct());
        Assert.Equal(2, server.Inbox.Received.Count(message => message.Kind == InboundKind.Text));
        Assert.Equal(["hi", "hi"], await person.TextsAsync());
    }

    [Fact]
    public async Task A_client_cannot_take_the_place_of_a_message_of_ours()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var id = Guid.CreateVersion7();
        await person.SayAsync("hi", $"sent:{id:N}");

        await server.Channel.SendAsync(person.Chat, server.Channel.Render(new OutboundMessage("好的"))[0] with { MessageId = id }, CancellationToken.None);

        Assert.Equal(["hi", "好的"], await person.TextsAsync());
    }

    [Fact]
    public async Task What_the_inbox_cannot_store_is_502_and_the_second_try_is_the_same_message()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        server.Inbox.Answer = _ => throw new IOException("The disk is full.");

        var refused = await person.SayAsync("hi");
        server.Inbox.Clear();
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(null);
        var taken = await person.SayAsync("hi");

        Assert.Equal((502, "BotError", 200), (refused.Status, refused.Code, taken.Status));
        Assert.Equal("hi", Assert.Single(server.Inbox.Received).Text);
        Assert.Equal(["hi"], await person.TextsAsync());
    }

    [Fact]
    public async Task While_the_database_is_down_a_post_is_to_be_repeated_and_a_poll_finds_nothing_yet()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.SayAsync("one", "c1");
        server.Transcripts.AreDown = true;

        var post = await person.SayAsync("two", "c2");
        var (activities, watermark) = await person.ReadAsync("1");
        var start = await person.CallAsync(HttpMethod.Post, "/conversations");
        server.Transcripts.AreDown = false;

        Assert.Equal((500, 500), (post.Status, start.Status));
        Assert.Equal("ServiceError", start.Code);
        Assert.Empty(activities);
        Assert.Equal("1", watermark);
        Assert.Empty((await person.ReadAsync("1")).Activities);
    }

    [Fact]
    public async Task Pages_are_read_until_one_is_empty()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("PageSize", "2"));
        var person = await server.BeginAsync();
        for (var i = 1; i <= 5; i++)
        {
            await person.SayAsync(i.ToString(CultureInfo.InvariantCulture), $"c{i}");
        }

        var (texts, sizes, watermark) = (new List<string?>(), new List<int>(), "");
        do
        {
            (var page, watermark) = await person.ReadAsync(watermark);
            sizes.Add(page.Count);
            texts.AddRange(page.Select(activity => activity.GetProperty("text").GetString()));
        }
        while (sizes[^1] > 0);

        Assert.Equal(["1", "2", "3", "4", "5"], texts);
        Assert.Equal([2, 2, 1, 0], sizes);
        Assert.Equal("5", watermark);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999")]
    [InlineData("%00")]
    [InlineData("1&watermark=2")]
    public async Task A_watermark_that_is_none_of_ours_begins_at_the_beginning(string watermark)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.SayAsync("hi");

        Assert.Single((await person.ReadAsync(watermark)).Activities);
    }

    [Fact]
    public async Task A_watermark_from_before_the_conversation_was_forgotten_is_no_hindrance()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.SayAsync("one", "c1");

        var (_, watermark) = await person.ReadAsync("50");
        await person.SayAsync("two", "c2");

        Assert.Equal("1", watermark);
        Assert.Equal("two", Assert.Single((await person.ReadAsync(watermark)).Activities).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"type":"message","text":"建档","value":{"choice":"w:file"},"channelData":{"messageBack":{"displayText":"建档"}}}""", InboundKind.Text, "建档", "w:file")]
    [InlineData("""{"type":"message","value":{"choice":"w:file"},"channelData":{"postBack":true}}""", InboundKind.Text, null, "w:file")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","data":{"choice":"w:file"}}}}""", InboundKind.Text, null, "w:file")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":"x"}}""", InboundKind.Report, null, null)]
    [InlineData("""{"type":"invoke","name":"signin/verifyState","value":{"choice":"w:file"}}""", InboundKind.Report, null, null)]
    [InlineData("""{"type":"event","name":"webchat/join","value":{}}""", InboundKind.Report, null, null)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""", InboundKind.Report, null, null)]
    [InlineData("""{"type":"neverHeardOf"}""", InboundKind.Report, null, null)]
    [InlineData("""{"type":"message","value":{"x":1}}""", InboundKind.Unknown, null, null)]
    [InlineData("""{"type":"message","text":"","attachments":[{"contentType":"image/png","contentUrl":"https://example.invalid/x.png"}]}""", InboundKind.Image, null, null)]
    public async Task Each_kind_of_activity_has_one_meaning(string activity, InboundKind kind, string? text, string? choice)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var (status, _) = await person.CallAsync(HttpMethod.Post, $"{person.Path}/activities", DirectLineServer.Json(activity));

        var received = server.Inbox.Received[^1];
        Assert.Equal(200, status);
        Assert.Equal((kind, text, choice), (received.Kind, received.Text, received.ChoiceToken));
        Assert.Single((await person.ReadAsync()).Activities);
    }

    [Fact]
    public async Task A_photo_at_an_address_that_a_client_names_is_not_fetched()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.PostAsync(new { type = "message", attachments = new[] { new { contentType = "image/png", contentUrl = $"{server.Address}x.png" } } });

        var fetched = await server.Channel.FetchAsync(person.Chat, server.Inbox.Received[^1].Media.Single(), CancellationToken.None);

        Assert.IsType<MediaResult.Lost>(fetched);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    public async Task What_a_client_has_no_business_to_say_is_taken_and_forgotten(string type)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var (status, taken) = await person.PostAsync(new { type, membersAdded = new[] { new { id = "x" } } });

        Assert.Equal(200, status);
        Assert.NotEqual("", taken.GetProperty("id").GetString());
        Assert.Empty((await person.ReadAsync()).Activities);
        Assert.DoesNotContain(server.Inbox.Received, message => message.Kind != InboundKind.Followed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","text":5}""")]
    [InlineData("""{"type":"message","type":"event"}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","unknown":"\udc00"}""")]
    [InlineData("""{"type":"message","text":"a"} {}""")]
    public async Task What_is_no_activity_is_400(string body)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var answer = await person.CallAsync(HttpMethod.Post, $"{person.Path}/activities", DirectLineServer.Json(body));

        Assert.Equal((400, "BadArgument"), (answer.Status, answer.Code));
        Assert.Empty((await person.ReadAsync()).Activities);
    }

    [Fact]
    public async Task An_activity_is_neither_too_deep_nor_too_large_nor_of_another_type()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("MaxActivityCharacters", "1024"));
        var person = await server.BeginAsync();
        var path = $"{person.Path}/activities";
        static string Long(int length) => JsonSerializer.Serialize(new { type = "message", text = new string('x', length) });

        var deep = await person.CallAsync(HttpMethod.Post, path, DirectLineServer.Json($$"""{"type":"message","value":{{new string('[', 100)}}{{new string(']', 100)}}}"""));
        var large = await person.CallAsync(HttpMethod.Post, path, DirectLineServer.Json(Long(1024)));
        var huge = await person.CallAsync(HttpMethod.Post, path, DirectLineServer.Json(Long(5 << 20)));
        var other = await person.CallAsync(HttpMethod.Post, path, new StringContent("{\"type\":\"message\"}"));
        var fits = await person.CallAsync(HttpMethod.Post, path, DirectLineServer.Json(Long(900)));

        Assert.Equal((400, 413, 413, 415, 200), (deep.Status, large.Status, huge.Status, other.Status, fits.Status));
    }

    [Fact]
    public async Task Nobody_on_the_way_keeps_what_is_answered()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var answer = await person.CallAsync(HttpMethod.Get, $"{person.Path}/activities");

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
