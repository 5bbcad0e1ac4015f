using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Content;
using BotAssistant.Conversations;
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

namespace BotAssistant.Integrations.Tests.BotFramework.ChatPage;

/// <summary>The page and our Direct Line server on a real Kestrel. What would be on disk outlives a stop.</summary>
internal sealed class ChatPageServer : IAsyncDisposable
{
    private readonly bool _development;
    private readonly TimeProvider _time;
    private readonly PageAssets? _assets;
    private readonly (string Key, string? Value)[] _settings;
    private readonly MemoryTranscripts _transcripts;
    private readonly TestHash _hash = new();
    private WebApplication _app = null!;

    private ChatPageServer(bool development, TimeProvider time, PageAssets? assets, (string Key, string? Value)[] settings)
    {
        (_development, _time, _assets, _settings, _transcripts) = (development, time, assets, settings, new MemoryTranscripts(time));
        Inbox.Answer = AnswerAsync;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");
    public RecordingInbox Inbox { get; } = new();

    /// <summary>Keeps no cookies: a test says what a browser would send.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>What the bot says to each message.</summary>
    public Func<InboundMessage, OutboundMessage?> Answer { get; set; } = _ => null;

    public static async Task<ChatPageServer> StartAsync(bool development = true, TimeProvider? time = null, PageAssets? assets = null, params (string Key, string? Value)[] settings)
    {
        var server = new ChatPageServer(development, time ?? TimeProvider.System, assets, settings);
        await server.StartAgainAsync();
        server.Http.BaseAddress = server.Address;
        return server;
    }

    /// <summary>As a deploy does it.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>On the same address, and knowing nothing but what was on disk.</summary>
    public async Task StartAgainAsync()
    {
        _app = Build();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Asks for a token as the page's script does in a browser that holds the cookie.</summary>
    public async Task<TokenAnswer> AskAsync(string? cookie = null, bool restart = false, string? site = "same-origin", string? origin = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = new StringContent(JsonSerializer.Serialize(new { restart }), Encoding.UTF8, contentType) };
        (string Name, string? Value)[] headers = [("Sec-Fetch-Site", site), ("Origin", origin), ("Cookie", cookie is null ? null : $"visitor={cookie}")];
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.Add(name, value);
        }

        using var response = await Http.SendAsync(request);
        var setCookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : null;
        var grant = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : default;
        return new TokenAnswer(response.StatusCode, grant, setCookie, response.Headers.RetryAfter?.Delta);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(_settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Address.Port));
        builder.Services.AddSingleton(_time);
        builder.Services.AddSingleton<ITexts>(YamlTexts.From(typeof(ChatPageServices).Assembly));
        builder.Services.AddSingleton<IKeyedHash>(_hash);
        builder.Services.AddSingleton<IInbox>(Inbox);
        builder.Services.AddSingleton<IChannelLog, MemoryChannelLog>();
        builder.Services.AddSingleton<ITranscripts>(_transcripts);
        builder.Services.AddDirectLine(builder.Configuration);
        builder.Services.AddChatPage(builder.Configuration, _development);
        if (_assets is not null)
        {
            builder.Services.AddSingleton(_assets);
        }

        var app = builder.Build();
        app.UseWebSockets();
        app.UseCors();
        app.MapDirectLine();
        app.MapChatPage();
        return app;
    }

    /// <summary>Pushes the answer, as the product does on a channel without direct parts.</summary>
    private async Task<OutboundPart?> AnswerAsync(InboundMessage message)
    {
        var channel = _app.Services.GetRequiredService<IChannel>();
        foreach (var part in Answer(message) is { } answer ? channel.Render(answer) : [])
        {
            await channel.SendAsync(message.From, part, CancellationToken.None);
        }

        return null;
    }

    private sealed class TestHash : IKeyedHash
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string Of(string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value)));
    }
}

internal sealed record TokenAnswer(HttpStatusCode Status, JsonElement Grant, string? SetCookie, TimeSpan? RetryAfter)
{
    public string Conversation => Grant.GetProperty("conversationId").GetString()!;

    /// <summary>The value alone, as a browser sends it back.</summary>
    public string Cookie => SetCookie!.Split(';')[0]["visitor=".Length..];
}
