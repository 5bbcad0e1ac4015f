using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Authentication;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Sending;

/// <summary>The connector's calls that we make (botframework-channel.json 3.1.12), each to the address in the chat's own route.</summary>
internal sealed class ConnectorApi(ConnectorHttp http, ServiceUrlGuard guard)
{
    /// <summary>A reply where the route names what is replied to, else a message of its own.</summary>
    public Task<ConnectorAnswer> SendAsync(ChatAddress to, ChatRoute route, Activity activity, Guid? about, CancellationToken stop) =>
        CallAsync(HttpMethod.Post, to, route, route.ReplyToId, activity, about, stop);

    /// <summary>Replaces a message of ours.</summary>
    public Task<ConnectorAnswer> UpdateAsync(ChatAddress to, ChatRoute route, string activityId, Activity activity, Guid? about, CancellationToken stop) =>
        CallAsync(HttpMethod.Put, to, route, activityId, activity with { Id = activityId, ReplyToId = null }, about, stop);

    /// <summary>Takes a message of ours away.</summary>
    public Task<ConnectorAnswer> DeleteAsync(ChatAddress to, ChatRoute route, string activityId, CancellationToken stop) =>
        CallAsync(HttpMethod.Delete, to, route, activityId, null, null, stop);

    private async Task<ConnectorAnswer> CallAsync(
        HttpMethod method, ChatAddress to, ChatRoute route, string? activityId, Activity? activity, Guid? about, CancellationToken stop)
    {
        if (!guard.TryAllow(route.ServiceUrl, route.Verified, out var service))
        {
            return new ConnectorAnswer.Forbidden("service-url-refused");
        }

        if (!IsSegment(route.Conversation.Id) || (activityId is not null && !IsSegment(activityId)))
        {
            return new ConnectorAnswer.Forbidden("id-unfit");
        }

        var path = $"/v3/conversations/{Uri.EscapeDataString(route.Conversation.Id!)}/activities{(activityId is null ? "" : $"/{Uri.EscapeDataString(activityId)}")}";
        var address = new Uri($"{service.AbsoluteUri.TrimEnd('/')}{path}");
        var call = $"/v3/conversations/*/activities{(activityId is null ? "" : "/*")} to {Redaction.Of(to)}";
        return await http.CallAsync(method, address, activity is null ? null : ActivityJson.Write(activity), call, about, stop);
    }

    /// <summary>Dots would be taken for "this folder" and "the one above", escaped or not.</summary>
    private static bool IsSegment(string? id) => id is { Length: > 0 } and not ("." or "..");
}
