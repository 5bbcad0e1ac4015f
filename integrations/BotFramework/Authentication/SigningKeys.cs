using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>A public key, and the channels whose tokens it may sign.</summary>
internal sealed record SigningKey(JsonWebKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// An issuer's public keys, cached. One fetch at a time; an unknown key makes us fetch at most once an hour, so that a stranger's tokens are no
/// lever; a failed fetch keeps the keys there are. Not <c>ConfigurationManager</c>: it refreshes in the background, so that the first token of a
/// new key is always refused, and it asks no <see cref="TimeProvider"/>.
/// </summary>
internal sealed class SigningKeys(Uri metadata, HttpClient client, BotFrameworkOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Fetched? _fetched;
    private DateTimeOffset _unknownKeyUntil;
    private DateTimeOffset _failedUntil;

    /// <summary>The key, or null when the issuer does not have it.</summary>
    public async Task<SigningKey?> FindAsync(string keyId, CancellationToken stop)
    {
        var known = _fetched;
        var key = known?.Keys.GetValueOrDefault(keyId);
        if (key is not null && IsFresh(known!))
        {
            return key;
        }

        // Who has an old key waits for nobody.
        if (!await _gate.WaitAsync(key is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, stop))
        {
            return key;
        }

        try
        {
            return await LookAgainAsync(keyId);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<SigningKey?> LookAgainAsync(string keyId)
    {
        var now = time.GetUtcNow();
        if ((_fetched is not { } known || !IsFresh(known)) && now >= _failedUntil)
        {
            await FetchAsync();
        }
        else if (_fetched is { } fresh && !fresh.Keys.ContainsKey(keyId) && now >= _unknownKeyUntil && now >= _failedUntil)
        {
            _unknownKeyUntil = now + options.UnknownKeyPause;
            await FetchAsync();
        }

        return _fetched?.Keys.GetValueOrDefault(keyId);
    }

    private bool IsFresh(Fetched fetched) => time.GetUtcNow() < fetched.At + options.MetadataLifetime;

    /// <summary>Not with the request's token: whoever hangs up does not take the keys from the others.</summary>
    private async Task FetchAsync()
    {
        try
        {
            var retriever = new HttpDocumentRetriever(client) { RequireHttps = !metadata.IsLoopback, SendAdditionalHeaderData = false };
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, retriever, CancellationToken.None);
            var keys = (configuration.JsonWebKeySet?.Keys ?? []).Where(IsUsable).GroupBy(key => key.Kid, StringComparer.Ordinal);
            // Two keys of one name: which of them is endorsed for what cannot be told.
            var single = keys.Where(same => same.Count() == 1).Select(same => same.Single()).ToFrozenDictionary(key => key.Kid, key => new SigningKey(key, Endorsements(key)), StringComparer.Ordinal);
            if (single.Count == 0)
            {
                throw new InvalidOperationException("The metadata has no usable key.");
            }

            _fetched = new Fetched(single, time.GetUtcNow());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failedUntil = time.GetUtcNow() + options.MetadataPause;
            logger.LogWarning("The signing keys of {Host} could not be fetched ({Failure}); {Known} known ones stay in use",
                metadata.Host, failure.GetType().Name, _fetched?.Keys.Count ?? 0);
        }
    }

    private static bool IsUsable(JsonWebKey key) => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Kid.Length: > 0 } && key.Use is null or "" or "sig";

    private static IReadOnlyList<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!)]
            : [];

    private sealed record Fetched(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset At);
}
