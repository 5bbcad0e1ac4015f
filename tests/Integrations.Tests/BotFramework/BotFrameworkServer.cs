using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using BotAssistant.Testing.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>The channel on a real Kestrel, with a recording inbox behind it and the fake Azure before it.</summary>
internal sealed class BotFrameworkServer : IAsyncDisposable
{
    private WebApplication _app = null!;

    private BotFrameworkServer(FakeAzure azure) => Azure = azure;

    public FakeAzure Azure { get; }
    public MemoryChatRoutes Routes { get; } = new();
    public RoutedInbox Inbox { get; private set; } = null!;
    public MemoryChannelLog Log { get; } = new();
    public CapturedLogs Logs { get; } = new();
    public Uri Endpoint { get; private set; } = null!;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    public BotFrameworkChannel Channel => Get<BotFrameworkChannel>();
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="settings">Below the section; a null value takes the default of this fixture away.</param>
    public static async Task<BotFrameworkServer> StartAsync(TimeProvider? time = null, bool isDevelopment = false, IPAddress? listen = null, params (string Key, string? Value)[] settings)
    {
        var azure = await FakeAzure.StartAsync(time);
        var builder = WebApplication.CreateSlimBuilder();
        var configured = new Dictionary<string, string?>
        {
            ["AppId"] = FakeAzure.AppId,
            ["AppPassword"] = FakeAzure.AppPassword,
            ["TenantId"] = FakeAzure.TenantId,
            ["ChannelMetadata"] = azure.ChannelMetadata.ToString(),
            ["EmulatorMetadata"] = azure.EmulatorMetadata.ToString(),
            ["LoginEndpoint"] = azure.Address.ToString(),
            ["AllowLoopback"] = "true",
        };
        foreach (var (key, value) in settings)
        {
            configured[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(configured.ToDictionary(pair => $"BotFramework:{pair.Key}", pair => pair.Value));
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(listen ?? IPAddress.Loopback, 0));
        var server = new BotFrameworkServer(azure);
        server.Inbox = new RoutedInbox(server.Routes);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IInbox>(server.Inbox);
        builder.Services.AddSingleton<IChatRoutes>(server.Routes);
        builder.Services.AddSingleton<IChannelLog>(server.Log);
        builder.Services.AddSingleton<ILoggerProvider>(server.Logs);
        builder.Services.AddSingleton<ITexts>(YamlTexts.From([typeof(BotFrameworkChannel).Assembly]));
        builder.Services.AddBotFramework(builder.Configuration, isDevelopment);
        var app = server._app = builder.Build();
        app.MapBotFramework();
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        server.Endpoint = new Uri($"http://127.0.0.1:{address.Port}/api/messages");
        return server;
    }

    /// <summary>A message of a person on Web Chat, as Azure delivers it.</summary>
    public JsonObject Message(string text = "hi", string id = "in-1") => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["timestamp"] = "2026-11-23T04:00:00.1234567Z",
        ["serviceUrl"] = Azure.ServiceUrl,
        ["channelId"] = "webchat",
        ["from"] = new JsonObject { ["id"] = "u-secret", ["name"] = "王小明", ["role"] = "user" },
        ["conversation"] = new JsonObject { ["id"] = "c-secret" },
        ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "Bot" },
        ["text"] = text,
        ["textFormat"] = "plain",
        ["locale"] = "zh-CN",
        ["attachments"] = new JsonArray(),
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "ClientCapabilities", ["supportsListening"] = true }),
        ["channelData"] = new JsonObject { ["clientActivityID"] = "x1", ["attachmentSizes"] = new JsonArray() },
        ["callerId"] = "urn:botframework:azure",
    };

    /// <summary>Posts as Azure does, with a valid token.</summary>
    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => PostAsync(activity.ToJsonString(), $"Bearer {Azure.ChannelToken()}");

    public async Task<HttpResponseMessage> PostAsync(string body, string? authorization, string? contentType = "application/json; charset=utf-8")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Delivers a message and returns the chat it came from, whose route is known from then on.</summary>
    public async Task<ChatAddress> ReceiveAsync(JsonObject? activity = null)
    {
        using var answer = await PostAsync(activity ?? Message());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Inbox.Received[^1].From;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Azure.DisposeAsync();
    }
}
