using System.Net;
using System.Text.Json;
using BotAssistant.BotFramework.Sending;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>
/// Our own token for the connector (OAuth client credentials), for the one app, tenant and scope of this process. Each server has its own: the login
/// endpoint gives out any number. One request at a time; a refused secret is not asked about again for a while.
/// </summary>
internal sealed class BotTokens(HttpClient client, IOptions<BotFrameworkOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Issued? _issued;
    private (DateTimeOffset Until, string Reason)? _stopped;

    /// <summary>A token, or why there is none.</summary>
    /// <param name="failed">The token that the connector has just refused, if any.</param>
    public async Task<(string? Value, ConnectorAnswer? Failure)> GetAsync(string? failed, CancellationToken stop)
    {
        if (Usable(failed) is { } known)
        {
            return (known, null);
        }

        await _gate.WaitAsync(stop);
        try
        {
            if (Usable(failed) is { } renewed)
            {
                return (renewed, null);
            }

            return _stopped is { } pause && pause.Until > time.GetUtcNow() ? (null, new ConnectorAnswer.Stopped(pause.Reason)) : await FetchAsync(stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string? Usable(string? failed) => _issued is { } issued && issued.Value != failed && issued.RenewAt > time.GetUtcNow() ? issued.Value : null;

    private async Task<(string? Value, ConnectorAnswer? Failure)> FetchAsync(CancellationToken stop)
    {
        var settings = options.Value;
        var address = new Uri($"{settings.Addresses.LoginEndpoint!.ToString().TrimEnd('/')}/{Uri.EscapeDataString(settings.TenantId!)}/oauth2/v2.0/token");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.AppId!,
            ["client_secret"] = settings.AppPassword!,
            ["scope"] = settings.Addresses.Scope!,
        });
        try
        {
            using var response = await client.PostAsync(address, form, stop);
            return Read(response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop));
        }
        catch (HttpRequestException)
        {
            return (null, new ConnectorAnswer.NotTaken("token-unreachable"));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, new ConnectorAnswer.NotTaken("token-no-answer"));
        }
    }

    private (string? Value, ConnectorAnswer? Failure) Read(HttpStatusCode status, byte[] body)
    {
        if (status == HttpStatusCode.OK && Parse(body) is { } json && Text(json, "access_token") is { Length: > 0 } token && Seconds(json) is { } lasts)
        {
            _issued = new Issued(token, time.GetUtcNow() + lasts - Margin(lasts));
            _stopped = null;
            return (token, null);
        }

        if (status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            var reason = $"token-refused {Redaction.Code(Parse(body) is { } error ? Text(error, "error") : null) ?? $"{(int)status}"}";
            _stopped = (time.GetUtcNow() + options.Value.AccountPause, reason);
            return (null, new ConnectorAnswer.Stopped(reason));
        }

        return (null, new ConnectorAnswer.NotTaken($"token-http {(int)status}"));
    }

    /// <summary>A token shorter than the margin is still used for half of its life.</summary>
    private TimeSpan Margin(TimeSpan lasts) => options.Value.TokenMargin < lasts / 2 ? options.Value.TokenMargin : lasts / 2;

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number; the older endpoint writes it as a text.</summary>
    private static TimeSpan? Seconds(JsonElement json) => json.TryGetProperty("expires_in", out var value)
        && int.TryParse(value.ToString(), out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private sealed record Issued(string Value, DateTimeOffset RenewAt);
}
