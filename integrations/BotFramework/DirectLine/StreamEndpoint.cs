using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>The address of a conversation's WebSocket. It is itself the key: it was made for this client a moment ago.</summary>
internal sealed class StreamEndpoint(
    DirectLineTokens tokens, StreamHub hub, ActivityFeed feed, Rates rates, IServiceScopeFactory scopes, IHostApplicationLifetime host, IOptions<DirectLineOptions> options, TimeProvider time,
    ILogger<StreamEndpoint> logger)
{
    public async Task OpenAsync(HttpContext context, string conversation)
    {
        var grant = await tokens.ReadAsync(context.Request.Query["t"].ToString(), TokenUse.Stream);
        if (Objection(grant, context, conversation) is { } refused)
        {
            await refused.WriteAsync(context.Response);
            return;
        }

        if (rates.Call(conversation) is { } wait)
        {
            await DirectLineError.Throttled.WriteAsync(context.Response, wait);
            return;
        }

        using var stream = hub.Join(conversation, grant!.Until);
        if (stream is null)
        {
            await DirectLineError.TooManyStreams.WriteAsync(context.Response);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping, context.RequestAborted);
        var session = new StreamSession(socket, stream, (position, stop) => ReadAsync(conversation, position, context.Request, stop), options.Value, time, logger);
        await session.RunAsync(Watermark.Of(context.Request), leaving.Token);
    }

    private static DirectLineError? Objection(Grant? grant, HttpContext context, string conversation) => grant switch
    {
        null => DirectLineError.BadToken,
        _ when grant.ConversationId != conversation => DirectLineError.BadToken,
        { HasExpired: true } => DirectLineError.ExpiredToken,
        _ when !Origins.Admits(grant, context.Request) => DirectLineError.BadOrigin,
        _ => context.WebSockets.IsWebSocketRequest ? null : DirectLineError.BadRequest,
    };

    /// <summary>A scope a look: a stream lives for hours, and must not hold a connection of the database.</summary>
    private async Task<(IReadOnlyList<JsonObject> Activities, int Watermark)> ReadAsync(string conversation, int position, HttpRequest request, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transcripts = scope.ServiceProvider.GetRequiredService<ITranscripts>();
        return await transcripts.FindAsync(conversation, stop) is { } transcript
            ? await feed.ReadAsync(transcripts, transcript, position, request, stop)
            : ([], position);
    }
}
