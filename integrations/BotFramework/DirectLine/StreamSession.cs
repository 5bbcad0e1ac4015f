using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using Microsoft.Extensions.Logging;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// One open stream: everything after the watermark, then whatever comes. Nothing is kept for a client but its place in the transcript. What it sends
/// is read and thrown away: empty frames are its pings, all else it posts.
/// </summary>
internal sealed class StreamSession(
    WebSocket socket,
    StreamHub.Stream stream,
    Func<int, CancellationToken, Task<(IReadOnlyList<JsonObject> Activities, int Watermark)>> read,
    DirectLineOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>A client that takes nothing for so long is let go rather than buffered for: it comes again and reads on from its watermark. Ours.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to say goodbye too. Ours.</summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    public async Task RunAsync(int watermark, CancellationToken leaving)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        var listening = ListenAsync(over);
        await CloseAsync(await TellAsync(watermark, over.Token), listening);
    }

    /// <returns>How the stream ends.</returns>
    private async Task<WebSocketCloseStatus> TellAsync(int watermark, CancellationToken over)
    {
        try
        {
            for (var left = stream.Until - time.GetUtcNow(); left > TimeSpan.Zero; left = stream.Until - time.GetUtcNow())
            {
                if (await stream.WaitAsync(left < options.PingEvery ? left : options.PingEvery, over))
                {
                    watermark = await CatchUpAsync(watermark, over);
                }
                else
                {
                    await SendAsync("");
                }
            }

            // The token has ended. A client that has a new one comes again.
            return WebSocketCloseStatus.NormalClosure;
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The server stops, the client left or takes nothing.
            return WebSocketCloseStatus.EndpointUnavailable;
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "A Direct Line stream could not be read on; its client comes again");
            return WebSocketCloseStatus.InternalServerError;
        }
    }

    private async Task<int> CatchUpAsync(int watermark, CancellationToken over)
    {
        while (true)
        {
            var (activities, last) = await read(watermark, over);
            if (activities.Count > 0)
            {
                await SendAsync(ActivityJson.Write(new Frame(activities, Watermark.Text(last))));
            }

            watermark = last;
            if (activities.Count < options.PageSize)
            {
                return watermark;
            }
        }
    }

    /// <summary>Not cut off when the server stops: half a frame would break the goodbye.</summary>
    private async Task SendAsync(string frame)
    {
        using var limit = new CancellationTokenSource(SendLimit, time);
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    /// <summary>Ends the stream when the client closes it or breaks off. Never cancelled: that would tear the socket instead of closing it.</summary>
    private async Task ListenAsync(CancellationTokenSource over)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                // Pings, and what does not belong here.
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever breaks off has left too.
        }

        await over.CancelAsync();
    }

    private async Task CloseAsync(WebSocketCloseStatus status, Task listening)
    {
        try
        {
            using var limit = new CancellationTokenSource(FarewellLimit);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(socket.State == WebSocketState.CloseReceived ? WebSocketCloseStatus.NormalClosure : status, null, limit.Token);
                await listening.WaitAsync(limit.Token);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or WebSocketException or IOException)
        {
            // It was leaving anyway.
        }

        socket.Abort();
        await listening;
    }

    private sealed record Frame(IReadOnlyList<JsonObject> Activities, string Watermark);
}
