using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotAssistant.Integrations.Tests.Channels;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>Files, over real HTTP.</summary>
public sealed class UploadTests
{
    private static readonly byte[] Photo = ChannelFixture.Photo;
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("no photo");

    [Fact]
    public async Task A_photo_reaches_the_bot_and_is_shown_again_under_an_address_that_works()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var (status, taken) = await UploadAsync(person, Form("c1", "说明", ("图.png", "image/png", Photo)));

        Assert.Equal((200, $"{person.Conversation}|0000001"), (status, taken.GetProperty("id").GetString()));
        var received = server.Inbox.Received[^1];
        Assert.Equal((InboundKind.Image, "说明"), (received.Kind, received.Text));
        Assert.Equal(Photo, Assert.IsType<MediaResult.Fetched>(await server.Channel.FetchAsync(received.From, Assert.Single(received.Media), CancellationToken.None)).Bytes);
        var echo = Assert.Single((await person.ReadAsync()).Activities);
        Assert.Equal("c1", echo.GetProperty("channelData").GetProperty("clientActivityID").GetString());
        var attachment = Assert.Single(echo.GetProperty("attachments").EnumerateArray());
        Assert.Equal(("image/png", "图.png"), (attachment.GetProperty("contentType").GetString(), attachment.GetProperty("name").GetString()));
        var url = attachment.GetProperty("contentUrl").GetString()!;
        Assert.StartsWith($"{server.Domain}{person.Path}/files/", url, StringComparison.Ordinal);
        var shown = await server.CallAsync(HttpMethod.Get, url[server.Domain.Length..], null);
        Assert.Equal(Photo, shown.Bytes);
        Assert.Equal(("image/png", "inline"), (shown.ContentHeaders.ContentType?.ToString(), shown.ContentHeaders.ContentDisposition?.ToString()));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(shown.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_photo_s_address_is_made_anew_each_time_and_never_kept()
    {
        var time = new FakeTimeProvider();
        await using var server = await DirectLineServer.StartAsync(time);
        var person = await server.BeginAsync();
        await UploadAsync(person, Form("c1", null, ("a.png", "image/png", Photo)));
        var old = Address(server, (await person.ReadAsync()).Activities[0]);

        time.Advance(TimeSpan.FromMinutes(20));
        var (_, renewed) = await person.CallAsync(HttpMethod.Post, "/tokens/refresh");
        time.Advance(TimeSpan.FromMinutes(20));
        var fresh = Address(server, (await (person with { Token = renewed.GetProperty("token").GetString()! }).ReadAsync()).Activities[0]);

        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, old, null)).Status);
        Assert.Equal(200, (await server.CallAsync(HttpMethod.Get, fresh, null)).Status);
        Assert.DoesNotContain("http", Assert.Single(await server.Transcripts.ReadAsync(person.Conversation, 0, 9, CancellationToken.None)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_file_is_a_message_too()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var file = new ByteArrayContent(Photo) { Headers = { ContentType = new("image/png"), ContentDisposition = new("attachment") { FileName = "a.png" } } };

        var (status, _) = await UploadAsync(person, file);

        Assert.Equal(200, status);
        Assert.Equal(InboundKind.Image, server.Inbox.Received[^1].Kind);
        Assert.Equal("a.png", (await person.ReadAsync()).Activities[0].GetProperty("attachments")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_is_no_photo_is_not_kept_and_the_bot_is_told_of_it()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();

        var (status, _) = await UploadAsync(person, Form("c1", null, ("photo.png", "image/png", Text)));

        Assert.Equal(200, status);
        Assert.Equal(InboundKind.File, server.Inbox.Received[^1].Kind);
        Assert.Empty(server.Inbox.Received[^1].Media);
        Assert.False((await person.ReadAsync()).Activities[0].GetProperty("attachments")[0].TryGetProperty("contentUrl", out _));
    }

    [Fact]
    public async Task Of_a_photo_and_something_else_the_bot_hears_both_once()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        HttpContent Both() => Form("c1", null, ("a.png", "image/png", Photo), ("b.pdf", "application/pdf", Text), ("c.png", "image/png", [.. Photo, 9]));

        await UploadAsync(person, Both());
        await UploadAsync(person, Both());

        Assert.Equal([InboundKind.Followed, InboundKind.Image, InboundKind.File], server.Inbox.Received.Select(message => message.Kind));
        Assert.Equal(2, server.Inbox.Received[1].Media.Count);
        Assert.Single((await person.ReadAsync()).Activities);
    }

    [Fact]
    public async Task Too_much_and_too_many_is_413()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [("MaxUploadMegabytes", "1"), ("MaxFiles", "2")]);
        var person = await server.BeginAsync();
        var half = new byte[600 << 10];

        var large = await UploadAsync(person, Form("c1", null, ("a.png", "image/png", half), ("b.png", "image/png", half)));
        var bare = await UploadAsync(person, new ByteArrayContent(new byte[2 << 20]) { Headers = { ContentType = new("image/png") } });
        var many = await UploadAsync(person, Form("c2", null, ("a.png", "image/png", Photo), ("b.png", "image/png", Photo), ("c.png", "image/png", Photo)));

        Assert.Equal((413, 413, 413), (large.Status, bare.Status, many.Status));
        Assert.Empty((await person.ReadAsync()).Activities);
    }

    [Theory]
    [InlineData(null, "x", 415)]
    [InlineData("multipart/form-data", "x", 400)]
    [InlineData("multipart/form-data; boundary=b", "", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nnonsense\r\n\r\nx\r\n--b--", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\"message\"}\r\n--b--", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\r\n--b--", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\"type\":\"event\"}\r\n--b\r\n\r\nx\r\n--b--", 400)]
    public async Task An_upload_that_cannot_be_read_is_refused(string? contentType, string body, int expected)
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await UploadAsync(person, content);

        Assert.Equal((expected, "BadArgument"), (answer.Status, answer.Code));
        Assert.Empty((await person.ReadAsync()).Activities);
    }

    [Fact]
    public async Task An_address_that_a_client_wrote_is_no_key_to_anything()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await person.PostAsync(new { type = "message", text = "x", attachments = new[] { new { contentType = "image/png", contentUrl = "file:../../conversations?x=" } } });

        Assert.Equal("file:../../conversations?x=", (await person.ReadAsync()).Activities[0].GetProperty("attachments")[0].GetProperty("contentUrl").GetString());
    }

    [Fact]
    public async Task A_key_opens_one_kind_of_thing_only()
    {
        await using var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        await UploadAsync(person, Form("c1", null, ("a.png", "image/png", Photo)));
        var file = Address(server, (await person.ReadAsync()).Activities[0]);
        var (fileKey, streamKey) = (file.Split("t=")[1], person.StreamUrl.Split("t=")[1]);
        var path = file.Split('?')[0];

        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, $"{path}?t={person.Token}", null)).Status);
        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, $"{path}?t={streamKey}", null)).Status);
        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, path, null)).Status);
        Assert.Equal(404, (await server.CallAsync(HttpMethod.Get, $"{person.Path}/files/{new string('0', 64)}?t={fileKey}", null)).Status);
        Assert.Equal(404, (await server.CallAsync(HttpMethod.Get, $"{person.Path}/files/x?t={fileKey}", null)).Status);
        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, $"{person.Path}/activities", $"Bearer {fileKey}")).Status);
        Assert.Equal(403, (await server.CallAsync(HttpMethod.Get, $"{person.Path}/activities", $"Bearer {streamKey}")).Status);
        await using var stream = await person.ListenAsync(person.StreamUrl.Replace(streamKey, person.Token, StringComparison.Ordinal));
        Assert.Equal(403, stream.Status);
    }

    private static string Address(DirectLineServer server, JsonElement activity) => activity.GetProperty("attachments")[0].GetProperty("contentUrl").GetString()![server.Domain.Length..];

    private static Task<DirectLineAnswer> UploadAsync(DirectLinePerson person, HttpContent content) => person.CallAsync(HttpMethod.Post, $"{person.Path}/upload?userId=somebody", content);

    /// <summary>As directlinejs sends it.</summary>
    private static MultipartFormDataContent Form(string id, string? text, params (string Name, string ContentType, byte[] Bytes)[] files)
    {
        var activity = new { type = "message", text, from = new { id = "somebody" }, channelData = new { clientActivityID = id }, attachments = files.Select(file => new { name = file.Name, contentType = file.ContentType }) };
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(activity, Activities)) { Headers = { ContentType = new("application/vnd.microsoft.activity") } }, "activity", "blob" },
        };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(file.Bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(file.ContentType) } }, "file", file.Name);
        }

        return form;
    }

    private static readonly JsonSerializerOptions Activities = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
