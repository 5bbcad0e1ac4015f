using System.Text.Json;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

public sealed class DirectLineChannelTests
{
    [Fact]
    public async Task A_message_that_is_sent_twice_is_shown_once()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var part = server.Channel.Render(new OutboundMessage("到期提醒"))[0] with { MessageId = Guid.CreateVersion7() };

        var first = await server.Channel.SendAsync(person.Chat, part, CancellationToken.None);
        var second = await server.Channel.SendAsync(person.Chat, part, CancellationToken.None);

        Assert.True(server.Channel.SendsOnce);
        Assert.Equal(new SendResult.Sent($"{person.Conversation}|0000001"), first);
        Assert.Equal(first, second);
        Assert.Equal(["到期提醒"], await person.TextsAsync());
        Assert.All(server.Log.Entries.Where(entry => entry.Call.StartsWith("send", StringComparison.Ordinal)), entry => Assert.Equal(part.MessageId, entry.About));
    }

    [Fact]
    public async Task A_few_short_choices_are_buttons_and_numbered_in_the_text_too()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        await SendAsync(server, person, new OutboundMessage("选一个") { Choices = [new Choice("建档", "w:file"), new Choice("查询", "w:ask")] });

        var shown = Assert.Single((await person.ReadAsync()).Activities);
        Assert.Equal(("选一个\n1. 建档\n2. 查询", "plain", "bot"),
            (shown.GetProperty("text").GetString(), shown.GetProperty("textFormat").GetString(), shown.GetProperty("from").GetProperty("role").GetString()));
        var action = shown.GetProperty("suggestedActions").GetProperty("actions")[1];
        Assert.Equal(("messageBack", "查询", "w:ask"), (action.GetProperty("type").GetString(), action.GetProperty("title").GetString(), action.GetProperty("value").GetProperty("choice").GetString()));
        Assert.Equal(JsonValueKind.Array, shown.GetProperty("suggestedActions").GetProperty("to").ValueKind);
    }

    [Fact]
    public async Task A_file_is_shown_under_the_address_by_which_the_client_reaches_us()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        await SendAsync(server, person, new OutboundMessage("给您") { Files = [new OutboundFile("承诺书.pdf", "application/pdf", "aa") { Path = "/files/t1", Address = new Uri("https://elsewhere.example.cn/files/t1") }] });

        var file = Assert.Single((await person.ReadAsync()).Activities).GetProperty("attachments")[0];
        Assert.Equal(("application/pdf", "承诺书.pdf"), (file.GetProperty("contentType").GetString(), file.GetProperty("name").GetString()));
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/files/t1$", file.GetProperty("contentUrl").GetString());
    }

    [Fact]
    public async Task A_message_to_a_conversation_that_was_forgotten_goes_nowhere()
    {
        await using var server = await DirectLineServer.StartAsync();

        var result = await server.Channel.SendAsync(new ChatAddress("directline", "own", "gone"), server.Channel.Render(new OutboundMessage("x"))[0], CancellationToken.None);

        Assert.Equal(new SendResult.ContactGone("no-conversation"), result);
    }

    [Fact]
    public async Task While_the_database_is_down_a_message_waits()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        server.Transcripts.AreDown = true;

        Assert.Equal(new SendResult.RetryLater("not-stored"), await SendAsync(server, person, new OutboundMessage("x")));
    }

    [Fact]
    public async Task A_message_that_was_changed_reads_as_it_is_now_and_open_pages_are_told()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var id = Guid.CreateVersion7();
        await SendAsync(server, person, new OutboundMessage("旧"), id);
        await using var stream = await person.ListenAsync();
        await stream.NextAsync();

        var result = await server.Channel.UpdateAsync(person.Chat, id, server.Channel.Render(new OutboundMessage("新"))[0], CancellationToken.None);
        var news = await stream.NextAsync();

        Assert.IsType<SendResult.Sent>(result);
        Assert.Equal(("messageUpdate", $"{person.Conversation}|0000001", "新"), (news.GetProperty("type").GetString(), news.GetProperty("id").GetString(), news.GetProperty("text").GetString()));
        Assert.Equal("新", (await person.TextsAsync())[0]);
    }

    [Fact]
    public async Task A_message_that_was_taken_back_is_not_to_be_read_any_more()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var id = Guid.CreateVersion7();
        await SendAsync(server, person, new OutboundMessage("秘密"), id);

        await server.Channel.DeleteAsync(person.Chat, id, CancellationToken.None);

        var (activities, _) = await person.ReadAsync();
        Assert.All(activities, activity => Assert.Equal(("messageDelete", $"{person.Conversation}|0000001"), (activity.GetProperty("type").GetString(), activity.GetProperty("id").GetString())));
        Assert.DoesNotContain("秘密", (await person.CallAsync(HttpMethod.Get, $"{person.Path}/activities")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_sent_cannot_be_changed()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        Assert.Equal(new SendResult.OursToFix("no-such-message"), await server.Channel.DeleteAsync(person.Chat, Guid.CreateVersion7(), CancellationToken.None));
        Assert.Empty((await person.ReadAsync()).Activities);
    }

    private static Task<SendResult> SendAsync(DirectLineServer server, DirectLinePerson person, OutboundMessage message, Guid? id = null)
        => server.Channel.SendAsync(person.Chat, server.Channel.Render(message)[0] with { MessageId = id ?? Guid.CreateVersion7() }, CancellationToken.None);
}
