using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Integrations.Tests.LanguageModel;

/// <summary>A server on loopback that speaks OpenAI's chat completions and answers what the test says.</summary>
internal sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeModel(WebApplication app) => this.app = app;

    public string Endpoint => $"{app.Urls.First()}/v1";

    /// <summary>The bodies that came in.</summary>
    public List<JsonElement> Asked { get; } = [];

    public static async Task<FakeModel> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var model = new FakeModel(builder.Build());
        model.app.MapPost("/v1/chat/completions", async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            model.Asked.Add(body.RootElement.Clone());
            await answer(context);
        });
        await model.app.StartAsync();
        return model;
    }

    public static Func<HttpContext, Task> Says(string words) => context => context.Response.WriteAsJsonAsync(new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = "fake",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = words } }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 1, ["completion_tokens"] = 1, ["total_tokens"] = 2 },
    });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
