using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>The Direct Line server on a real Kestrel, with a recording inbox behind it. Several may share what would be in one database.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    public const string Secret = "site-secret-0123456789-0123456789-abcd";

    private WebApplication _app = null!;

    private DirectLineServer(FailingTranscripts transcripts) => Transcripts = transcripts;

    public FailingTranscripts Transcripts { get; }
    public RecordingInbox Inbox { get; } = new();
    public MemoryChannelLog Log { get; } = new();
    public CapturedLogs Logs { get; } = new();
    public Uri Address { get; private set; } = null!;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    public DirectLineChannel Channel => _app.Services.GetRequiredService<DirectLineChannel>();
    public DirectLineTokens Tokens => _app.Services.GetRequiredService<DirectLineTokens>();
    public StreamHub Streams => _app.Services.GetRequiredService<StreamHub>();

    /// <summary>Where clients find it.</summary>
    public string Domain => $"{Address}v3/directline";

    /// <param name="beside">A server that shares its transcripts and keys with this one.</param>
    /// <param name="port">0: any.</param>
    /// <param name="settings">Below the section.</param>
    public static async Task<DirectLineServer> StartAsync(TimeProvider? time = null, DirectLineServer? beside = null, int port = 0, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var configured = new Dictionary<string, string?> { ["DirectLine:Secret"] = Secret };
        foreach (var (key, value) in settings)
        {
            configured[$"DirectLine:{key}"] = value;
        }

        builder.Configuration.AddInMemoryCollection(configured);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = new DirectLineServer(beside?.Transcripts ?? new FailingTranscripts(new MemoryTranscripts(time ?? TimeProvider.System)));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IInbox>(server.Inbox);
        builder.Services.AddSingleton<IChannelLog>(server.Log);
        builder.Services.AddSingleton<ITranscripts>(server.Transcripts);
        builder.Services.AddSingleton<IKeyedHash, FixedHash>();
        builder.Services.AddSingleton<ILoggerProvider>(server.Logs);
        builder.Services.AddDirectLine(builder.Configuration).AddDirectLineStreams();
        var app = server._app = builder.Build();
        app.UseWebSockets();
        app.UseCors();
        app.MapDirectLine();
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>As a deploy does it: what runs may end by itself.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>What the bot says to each message, pushed as the product does it.</summary>
    public void Answers(Func<InboundMessage, OutboundMessage?> answer) => Inbox.Answer = async message =>
    {
        foreach (var part in answer(message) is { } said ? Channel.Render(said) : [])
        {
            await Channel.SendAsync(message.From, part with { MessageId = Guid.CreateVersion7() }, CancellationToken.None);
        }

        return null;
    };

    /// <summary>A person who begins a conversation.</summary>
    public async Task<DirectLinePerson> BeginAsync(string user = "dl_person-secret")
    {
        var issued = await Tokens.IssueAsync(user, $"conv-{Guid.NewGuid():N}", CancellationToken.None);
        var person = new DirectLinePerson(this, user, issued.ConversationId, issued.Token);
        var (status, begun) = await person.CallAsync(HttpMethod.Post, "/conversations");
        Assert.Equal(201, status);
        return person with { Token = begun.GetProperty("token").GetString()!, StreamUrl = begun.GetProperty("streamUrl").GetString()! };
    }

    /// <summary>A call as it is told, and what came back.</summary>
    public async Task<DirectLineAnswer> CallAsync(HttpMethod method, string path, string? bearer, HttpContent? content = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, $"{Domain}{path}") { Content = content };
        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", bearer);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await Http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new DirectLineAnswer((int)response.StatusCode, bytes, response.Content.Headers, response.Headers);
    }

    public static HttpContent Json(string text) => new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("application/json") } };

    public static HttpContent Json(object value) => Json(JsonSerializer.Serialize(value));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class FixedHash : IKeyedHash
    {
        public string Of(string value) => Convert.ToHexStringLower(HMACSHA256.HashData("a key of this test"u8, Encoding.UTF8.GetBytes(value)));
    }
}

/// <summary>One answer of the server.</summary>
internal sealed record DirectLineAnswer(int Status, byte[] Bytes, HttpContentHeaders ContentHeaders, HttpResponseHeaders Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes);

    /// <summary>The error's code, in the protocol's shape.</summary>
    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();

    public void Deconstruct(out int status, out JsonElement json) => (status, json) = (Status, Json);
}

/// <summary>A person with a conversation.</summary>
internal sealed record DirectLinePerson(DirectLineServer Server, string User, string Conversation, string Token)
{
    public string StreamUrl { get; init; } = "";

    public string Path => $"/conversations/{Conversation}";

    public ChatAddress Chat => new("directline", "own", Conversation);

    public Task<DirectLineAnswer> CallAsync(HttpMethod method, string path, HttpContent? content = null, string? origin = null) => Server.CallAsync(method, path, $"Bearer {Token}", content, origin);

    public Task<DirectLineAnswer> PostAsync(object activity) => CallAsync(HttpMethod.Post, $"{Path}/activities", DirectLineServer.Json(activity));

    /// <summary>As Web Chat posts what was typed.</summary>
    public Task<DirectLineAnswer> SayAsync(string text, string id = "c1") => PostAsync(new
    {
        attachments = Array.Empty<object>(),
        channelData = new { attachmentSizes = Array.Empty<int>(), clientActivityID = id },
        text,
        textFormat = "plain",
        type = "message",
        channelId = "webchat",
        from = new { id = "somebody-else", name = "", role = "user" },
        locale = "zh-CN",
        entities = new[] { new { type = "ClientCapabilities", supportsListening = true } },
    });

    /// <summary>What is to be read after the watermark.</summary>
    public async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> ReadAsync(string watermark = "")
    {
        var (status, page) = await CallAsync(HttpMethod.Get, $"{Path}/activities?watermark={watermark}");
        Assert.Equal(200, status);
        return ([.. page.GetProperty("activities").EnumerateArray()], page.GetProperty("watermark").GetString()!);
    }

    public async Task<IReadOnlyList<string?>> TextsAsync() => [.. (await ReadAsync()).Activities.Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString() : null)];

    /// <summary>Opens the stream that the server offered, or another.</summary>
    public async Task<DirectLineStream> ListenAsync(string? url = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri(url ?? StreamUrl), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            return new DirectLineStream(socket, (int)socket.HttpStatusCode);
        }

        return new DirectLineStream(socket, 101);
    }
}

/// <summary>A client's end of a stream.</summary>
internal sealed class DirectLineStream(ClientWebSocket socket, int status) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Queue<JsonElement> _activities = new();

    public ClientWebSocket Socket => socket;

    /// <summary>101 when it is open.</summary>
    public int Status => status;

    public string Watermark { get; private set; } = "";

    /// <summary>Empty frames so far.</summary>
    public int Pings { get; private set; }

    /// <summary>The next activity; waits for it.</summary>
    public async Task<JsonElement> NextAsync()
    {
        while (_activities.Count == 0)
        {
            Assert.True(await ReceiveAsync(), $"The stream was closed: {socket.CloseStatus}");
        }

        return _activities.Dequeue();
    }

    public async Task<string?> NextTextAsync() => (await NextAsync()).GetProperty("text").GetString();

    /// <summary>Waits for the server's goodbye.</summary>
    public async Task<WebSocketCloseStatus?> EndAsync()
    {
        while (await ReceiveAsync())
        {
            // Whatever was still to be told.
        }

        return socket.CloseStatus;
    }

    /// <returns>False once the server has closed it.</returns>
    public async Task<bool> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var frame = new MemoryStream();
        var buffer = new byte[16 << 10];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, limit.Token);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        if (part.MessageType == WebSocketMessageType.Close)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            return false;
        }

        if (frame.Length == 0)
        {
            Pings++;
            return true;
        }

        var group = JsonElement.Parse(frame.ToArray());
        Watermark = group.GetProperty("watermark").GetString()!;
        foreach (var activity in group.GetProperty("activities").EnumerateArray())
        {
            _activities.Enqueue(activity);
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
