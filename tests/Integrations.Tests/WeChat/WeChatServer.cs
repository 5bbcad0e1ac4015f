using System.Net;
using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.WeChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The channel on a real Kestrel, with a recording inbox behind it and the fake platform before it.</summary>
internal sealed class WeChatServer : IAsyncDisposable
{
    private WebApplication _app = null!;

    private WeChatServer(FakeWeChatPlatform platform) => Platform = platform;

    public FakeWeChatPlatform Platform { get; }
    public RecordingInbox Inbox { get; } = new();
    public MemoryChannelLog Log { get; } = new();
    public CapturedLogs Logs { get; } = new();
    public Uri Callback { get; private set; } = null!;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WeChatServer> StartAsync(
        PushMode mode = PushMode.Safe, TimeProvider? time = null, WeChatAccount? account = null, params (string Key, string? Value)[] settings)
    {
        var platform = await FakeWeChatPlatform.StartAsync(account, time);
        platform.Mode = mode;
        account = platform.Account;
        var builder = WebApplication.CreateSlimBuilder();
        var configured = new Dictionary<string, string?>
        {
            ["WeChat:AppId"] = account.AppId,
            ["WeChat:AppSecret"] = account.AppSecret,
            ["WeChat:Token"] = account.Token,
            ["WeChat:EncodingAesKey"] = account.EncodingAesKey,
            ["WeChat:Mode"] = mode.ToString(),
            ["WeChat:ApiBase"] = platform.ApiBase.ToString(),
        };
        foreach (var (key, value) in settings)
        {
            configured[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(configured);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new WeChatServer(platform);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IPlatformTokens, MemoryPlatformTokens>();
        builder.Services.AddSingleton<IInbox>(server.Inbox);
        builder.Services.AddSingleton<IChannelLog>(server.Log);
        builder.Services.AddSingleton<ILoggerProvider>(server.Logs);
        builder.Services.AddWeChat(builder.Configuration);
        var app = server._app = builder.Build();
        app.MapWeChat();
        await app.StartAsync();
        server.Callback = new Uri($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/wechat");
        platform.Callback = server.Callback;
        return server;
    }

    public Task<HttpResponseMessage> PostAsync(string query, string body) => Http.PostAsync(new Uri(Callback, query), new StringContent(body));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Platform.DisposeAsync();
    }
}

/// <summary>Every line that was logged, with its values.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Clear() => _lines.Clear();

    public void Dispose()
    {
    }
}
