using System.Net.WebSockets;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// The WebSocket of a conversation: everything after the watermark, then whatever comes. What a client sends on it is read and thrown away: empty frames
/// are its pings, all else it posts.
/// </summary>
internal sealed class StreamEndpoint(DirectLineTokens tokens, StreamHub hub, ActivityFeed feed, IServiceScopeFactory scopes, IHostApplicationLifetime host, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    public async Task OpenAsync(HttpContext context, string conversation)
    {
        // The address itself is the key: it was made for this client a moment ago.
        if (await tokens.ReadAsync(context.Request.Query["t"].ToString(), TokenUse.Stream) is not { } grant || grant.ConversationId != conversation)
        {
            await DirectLineError.BadToken.WriteAsync(context.Response);
            return;
        }

        if (grant.HasExpired)
        {
            await DirectLineError.ExpiredToken.WriteAsync(context.Response);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await DirectLineError.BadRequest.WriteAsync(context.Response);
            return;
        }

        using var bell = hub.Join(conversation);
        if (bell is null)
        {
            await DirectLineError.TooManyStreams.WriteAsync(context.Response);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var over = new CancellationTokenSource(options.Value.StreamLifetime, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(over.Token, host.ApplicationStopping, context.RequestAborted);
        var listening = ListenAsync(socket, ends);
        try
        {
            await TellAsync(socket, bell, context.Request, ends.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or WebSocketException or InvalidOperationException)
        {
            // The client went, the server stops, or the stream has lived its time.
        }

        await CloseAsync(socket);
        await ends.CancelAsync();
        await listening;
    }

    private async Task TellAsync(WebSocket socket, StreamHub.Stream bell, HttpRequest request, CancellationToken stop)
    {
        var position = Watermark.Of(request);
        while (socket.State == WebSocketState.Open)
        {
            await bell.WaitAsync(stop);
            for (var more = true; more;)
            {
                (var activities, var last) = await ReadAsync(bell.Conversation, position, request, stop);
                more = activities.Count == options.Value.PageSize;
                if (activities.Count > 0)
                {
                    await SendAsync(socket, new Frame(activities, Watermark.Text(last)), stop);
                }

                position = last;
            }
        }
    }

    /// <summary>A scope a look: a stream lives for hours, and must not hold a connection of the database.</summary>
    private async Task<(IReadOnlyList<JsonObject> Activities, int Watermark)> ReadAsync(string conversation, int position, HttpRequest request, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transcripts = scope.ServiceProvider.GetRequiredService<ITranscripts>();
        return await transcripts.FindAsync(conversation, stop) is { } transcript
            ? await feed.ReadAsync(transcripts, transcript, position, request, stop)
            : ([], position);
    }

    /// <summary>A client that takes nothing is let go rather than buffered for: it comes again and reads on from its watermark.</summary>
    private static async Task SendAsync(WebSocket socket, Frame frame, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(SendLimit);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(ActivityJson.Write(frame)), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    /// <summary>Ends the stream when the client closes it or breaks off.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource ends)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored, ends.Token)).MessageType != WebSocketMessageType.Close)
            {
                // Pings, and what does not belong here.
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or WebSocketException or InvalidOperationException)
        {
            // Whoever breaks off has left too.
        }

        await ends.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or WebSocketException or IOException)
        {
            // It was leaving anyway.
        }
    }

    private sealed record Frame(IReadOnlyList<JsonObject> Activities, string Watermark);
}
