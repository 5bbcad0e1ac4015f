using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotAssistant.BotFramework.Authentication;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Sending;

/// <summary>
/// The one place from which anything goes out, and the only one that attaches our token: the address has passed <see cref="ServiceUrlGuard"/> before
/// it gets here. Tells a request that never left from one whose outcome is unknown, renews a refused token once, and writes a line of the channel
/// log without ids, addresses or bodies.
/// </summary>
internal sealed class ConnectorHttp(HttpClient client, BotTokens tokens, IOptions<BotFrameworkOptions> options, IChannelLog log, TimeProvider time)
{
    private const int JsonLimitBytes = 1 << 20;

    /// <param name="call">What the log calls it.</param>
    public async Task<ConnectorAnswer> CallAsync(HttpMethod method, Uri address, string? json, string call, Guid? about, CancellationToken stop)
    {
        var (answer, _) = await SendAsync(() => Request(method, address, json), withToken: true, call, JsonLimitBytes, about, stop);
        return answer;
    }

    /// <summary>A file; null bytes with a <c>Done</c> answer: larger than the limit.</summary>
    public Task<(ConnectorAnswer Answer, byte[]? File)> DownloadAsync(Uri address, bool withToken, string call, int limitBytes, CancellationToken stop) =>
        SendAsync(() => Request(HttpMethod.Get, address, null), withToken, call, limitBytes, null, stop);

    private async Task<(ConnectorAnswer Answer, byte[]? File)> SendAsync(
        Func<HttpRequestMessage> request, bool withToken, string call, int limitBytes, Guid? about, CancellationToken stop)
    {
        string? refused = null;
        while (true)
        {
            var start = time.GetTimestamp();
            string? token = null;
            if (withToken && options.Value.AppId is { Length: > 0 })
            {
                (token, var failure) = await tokens.GetAsync(refused, stop);
                if (token is null)
                {
                    Log(call, failure!.Failure!, start, about, null);
                    return (failure, null);
                }
            }

            using var message = request();
            message.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            var (answer, body, trace) = await TryAsync(message, limitBytes, stop);
            Log($"{message.Method} {call}", answer.Failure ?? "2xx", start, about, trace);
            if (answer is not ConnectorAnswer.Refused { Status: 401 } || token is null || refused is not null)
            {
                return (answer, body);
            }

            refused = token;
        }
    }

    private async Task<(ConnectorAnswer Answer, byte[]? Body, string? Trace)> TryAsync(HttpRequestMessage request, int limitBytes, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.Value.ApiTimeout);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await BoundedBody.ReadAsync(response.Content, limitBytes, limit.Token);
            return (Judge(response, body), body, Trace(response));
        }
        catch (HttpRequestException broken) when (broken is { InnerException: InnerAddressException } or { InnerException.InnerException: InnerAddressException })
        {
            return (new ConnectorAnswer.Forbidden("address-not-public"), null, null);
        }
        catch (HttpRequestException broken) when (NeverLeft(broken.HttpRequestError))
        {
            return (new ConnectorAnswer.NotTaken("unreachable"), null, null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (new ConnectorAnswer.NoAnswer("connection-lost"), null, null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (new ConnectorAnswer.NoAnswer("no-answer-in-time"), null, null);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, string? json) => new(method, address)
    {
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        Headers = { Accept = { new MediaTypeWithQualityHeaderValue(json is null && method == HttpMethod.Get ? "*/*" : "application/json") } },
    };

    private static bool NeverLeft(HttpRequestError error) => error is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private ConnectorAnswer Judge(HttpResponseMessage response, byte[]? body)
    {
        var json = response.Content.Headers.ContentType?.MediaType == "application/json" && body is not null ? Parse(body) : null;
        return response.IsSuccessStatusCode
            ? new ConnectorAnswer.Done(Text(json, "id"))
            : new ConnectorAnswer.Refused((int)response.StatusCode, Redaction.Code(Text(Property(json, "error"), "code")), RetryAfter(response));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    private static string? Trace(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Correlating-OperationId", out var values) ? Redaction.Code(values.FirstOrDefault()) : null;

    private void Log(string call, string outcome, long start, Guid? about, string? trace) => log.Write(new ChannelLogEntry(
        time.GetUtcNow(), BotFrameworkChannel.ChannelName, about, call, outcome, time.GetElapsedTime(start), trace));

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
