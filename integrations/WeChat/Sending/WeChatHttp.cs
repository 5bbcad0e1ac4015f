using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// One request to the API: tells a request that never left from one whose outcome is unknown, reads errcode on every answer, and writes a line of
/// the channel log without address parameters, bodies or openids.
/// </summary>
internal sealed class WeChatHttp(HttpClient client, IOptions<WeChatOptions> options, IChannelLog log, TimeProvider time)
{
    /// <summary>An answer of the API that is not a file is small.</summary>
    private const int JsonLimitBytes = 4 << 20;

    /// <summary>The answer's JSON.</summary>
    /// <param name="call">The API's path, without its parameters: the token is among them.</param>
    public async Task<ApiAnswer> CallAsync(HttpRequestMessage request, string call, Guid? about, CancellationToken stop)
    {
        var (answer, _) = await DownloadAsync(request, call, JsonLimitBytes, about, stop);
        return answer;
    }

    /// <summary>The answer's JSON, or the file it is instead; null bytes when it is larger than the limit.</summary>
    public async Task<(ApiAnswer Answer, byte[]? File)> DownloadAsync(HttpRequestMessage request, string call, int limitBytes, Guid? about, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var (answer, file, status) = await TryAsync(request, limitBytes, stop);
        log.Write(new ChannelLogEntry(time.GetUtcNow(), WeChatChannel.ChannelName, about, $"{request.Method} {call}",
            Outcome(answer, status), time.GetElapsedTime(start), Rid(answer)));
        request.Dispose();
        return (answer, file);
    }

    private async Task<(ApiAnswer Answer, byte[]? File, int Status)> TryAsync(HttpRequestMessage request, int limitBytes, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.Value.ApiTimeout);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (StatusFailure(response.StatusCode) is { } failure)
            {
                return (failure, null, (int)response.StatusCode);
            }

            var body = await ReadAsync(response.Content, limitBytes, limit.Token);
            var (answer, file) = Read(response.Content.Headers.ContentType?.MediaType, body);
            return (answer, file, (int)response.StatusCode);
        }
        catch (HttpRequestException broken) when (NeverLeft(broken.HttpRequestError))
        {
            return (new ApiAnswer.NotTaken("unreachable"), null, 0);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (new ApiAnswer.NoAnswer("connection-lost"), null, 0);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (new ApiAnswer.NoAnswer("no-answer-in-time"), null, 0);
        }
    }

    private static bool NeverLeft(HttpRequestError error) => error is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static ApiAnswer? StatusFailure(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        429 or 503 => new ApiAnswer.NotTaken($"http {(int)status}"),
        // A gateway's error says nothing of what the server behind it did.
        _ => new ApiAnswer.NoAnswer($"http {(int)status}"),
    };

    private static async Task<byte[]?> ReadAsync(HttpContent content, int limitBytes, CancellationToken stop)
    {
        if (content.Headers.ContentLength > limitBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(stop);
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await stream.ReadAsync(buffer, stop)) > 0;)
        {
            if (body.Length + read > limitBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Content decides, not the type the answer claims: errors come as text/plain too.</summary>
    private static (ApiAnswer Answer, byte[]? File) Read(string? mediaType, byte[]? body)
    {
        if (body is null)
        {
            return (new ApiAnswer.Done(default), null);
        }

        if (body.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..] || !TryParse(body, out var json))
        {
            return mediaType is "application/json" ? (new ApiAnswer.NoAnswer("unreadable"), null) : (new ApiAnswer.Done(default), body);
        }

        return json.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number) && number != 0
            ? (new ApiAnswer.Refused(number, json), null)
            : (new ApiAnswer.Done(json), body);
    }

    private static bool TryParse(byte[] body, out JsonElement json)
    {
        try
        {
            json = JsonElement.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }

    private static string Outcome(ApiAnswer answer, int status) => answer switch
    {
        ApiAnswer.Done => string.Create(CultureInfo.InvariantCulture, $"{status} errcode=0"),
        ApiAnswer.Refused refused => string.Create(CultureInfo.InvariantCulture, $"{status} errcode={refused.Code} {ErrorCodes.Find(refused.Code).Reason}"),
        _ => answer.Failure!,
    };

    private static string? Rid(ApiAnswer answer) => answer is ApiAnswer.Refused refused && refused.Body.TryGetProperty("errmsg", out var message)
        ? Redaction.RidOf(message.ToString())
        : null;

    /// <summary>A handler whose failure to connect is told apart from a failure to answer.</summary>
    internal static SocketsHttpHandler Handler(WeChatOptions options) => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, options.ConnectTimeout, stop),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint address, TimeSpan timeout, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
