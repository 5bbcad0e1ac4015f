using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAssistant.Testing.BotFramework;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Load;

/// <summary>How one simulated person's messages reach the server and what comes back on the same request.</summary>
internal abstract class Line
{
    private static long lastMessage = DateTimeOffset.UnixEpoch.Ticks;

    /// <returns>The answer's text, or null when the status was not 200; and the status.</returns>
    public abstract Task<(string? Text, HttpStatusCode Status)> SayAsync(string text);

    /// <summary>An id that no other message of the run has.</summary>
    protected static string NextId() => Interlocked.Increment(ref lastMessage).ToString(CultureInfo.InvariantCulture);
}

/// <summary>WeChat's push in safe mode, answered passively.</summary>
internal sealed class WeChatLine(WeChatPusher pusher, string openId) : Line
{
    public override async Task<(string? Text, HttpStatusCode Status)> SayAsync(string text)
    {
        var push = PushXml.Of(WeChatAccount.Synthetic, openId, TimeProvider.System.GetUtcNow(), "text", ("Content", text), ("MsgId", NextId()));
        var reply = await pusher.PushAsync(push);
        return (reply.Text, reply.Status);
    }
}

/// <summary>An activity with <c>deliveryMode: expectReplies</c> and Azure's token, answered in the response.</summary>
internal sealed class BotFrameworkLine(HttpClient http, Uri endpoint, string serviceUrl, string token, string person) : Line
{
    public override async Task<(string? Text, HttpStatusCode Status)> SayAsync(string text)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = NextId(),
            ["serviceUrl"] = serviceUrl,
            ["channelId"] = "webchat",
            ["from"] = new JsonObject { ["id"] = person, ["role"] = "user" },
            ["conversation"] = new JsonObject { ["id"] = $"c-{person}" },
            ["recipient"] = new JsonObject { ["id"] = "bot" },
            ["deliveryMode"] = "expectReplies",
            ["text"] = text,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (null, answer.StatusCode);
        }

        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var replies = body.RootElement.GetProperty("activities").EnumerateArray().Select(reply => Text(reply, "text") ?? Text(reply, "summary"));
        return (string.Join('\n', replies), answer.StatusCode);
    }

    private static string? Text(JsonElement reply, string name) => reply.TryGetProperty(name, out var value) ? value.GetString() : null;
}
