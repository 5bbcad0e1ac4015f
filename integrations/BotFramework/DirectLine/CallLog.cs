using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// A line of the channel log for each call that was let in. Not for polls, of which there is one a second, nor for what was refused: a stranger must
/// not be able to fill the log.
/// </summary>
internal sealed class CallLog(IChannelLog log, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var start = time.GetTimestamp();
        var result = await next(context);
        var http = context.HttpContext;
        if (http.Response.StatusCode is < 400 or >= 500)
        {
            log.Write(new ChannelLogEntry(time.GetUtcNow(), DirectLineChannel.ChannelName, null, Call(http), $"{http.Response.StatusCode}", time.GetElapsedTime(start), null));
        }

        return result;
    }

    /// <summary>The route, not the address: that holds ids and keys.</summary>
    private static string Call(HttpContext http)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?[DirectLineEndpoint.Root.Length..];
        var of = http.GetRouteValue("conversation") is string conversation ? $" of {Redaction.OfId(conversation)}" : "";
        return $"{http.Request.Method} {route}{of}";
    }
}
