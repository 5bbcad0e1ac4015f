using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>
/// Verifies the bearer token of a request (bot-docs, rest-api/bot-framework-rest-connector-authentication). At least as strict as the strictest of
/// the reference validators; README.md lists where it is stricter.
/// </summary>
internal sealed class TokenVerifier : IDisposable
{
    private const string Scheme = "Bearer ";
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly BotFrameworkOptions _options;
    private readonly BotFrameworkAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys _emulatorKeys;

    public TokenVerifier(IOptions<BotFrameworkOptions> options, HttpClient client, TimeProvider time, ILogger<TokenVerifier> logger)
    {
        (_options, _addresses, _time) = (options.Value, options.Value.Addresses, time);
        // Never asked while the channel is off, so that a missing address does not matter.
        var nowhere = new Uri("https://localhost");
        _channelKeys = new SigningKeys(_addresses.ChannelMetadata ?? nowhere, client, _options, time, logger);
        _emulatorKeys = new SigningKeys(_addresses.EmulatorMetadata ?? nowhere, client, _options, time, logger);
    }

    /// <summary>The caller, or a stable code of what is wrong.</summary>
    public async Task<(Caller? Caller, string? Refusal)> VerifyAsync(string? authorization, CancellationToken stop)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return (null, "no-token");
        }

        var encoded = authorization[Scheme.Length..];
        if (Read(encoded) is not { Kid.Length: > 0 } token || TokenClaims.Of(token) is not { } claims)
        {
            return (null, "unreadable-token");
        }

        // The issuer only chooses which rules apply; each of them verifies it.
        var fromEmulator = _options.AllowEmulator && _addresses.EmulatorIssuers.Contains(claims.Issuer);
        var keys = fromEmulator ? _emulatorKeys : _channelKeys;
        if (!fromEmulator && claims.Issuer != _addresses.ChannelIssuer)
        {
            return (null, "issuer");
        }

        if (string.IsNullOrEmpty(_options.AppId) || claims.Audience != _options.AppId)
        {
            return (null, "audience");
        }

        if (await keys.FindAsync(token.Kid, stop) is not { } key)
        {
            return (null, "unknown-key");
        }

        if (!await IsValidAsync(token, claims.Issuer!, key.Key))
        {
            return (null, "signature-or-time");
        }

        return fromEmulator ? Emulator(claims) : (new Caller.Channel(claims.ServiceUrl ?? "", key.Endorsements), null);
    }

    public void Dispose()
    {
        _channelKeys.Dispose();
        _emulatorKeys.Dispose();
    }

    private JsonWebToken? Read(string encoded)
    {
        try
        {
            return _handler.CanReadToken(encoded) ? _handler.ReadJsonWebToken(encoded) : null;
        }
        catch (Exception broken) when (broken is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private async Task<bool> IsValidAsync(JsonWebToken token, string issuer, JsonWebKey key)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = _options.AppId,
            ValidAlgorithms = Algorithms,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => IsNow(from, to),
        });
        return result.IsValid;
    }

    private bool IsNow(DateTime? from, DateTime? to)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return to is { } end && now <= end + _options.ClockSkew && (from is not { } start || (start < end && start <= now + _options.ClockSkew));
    }

    /// <summary>Without these two our own outgoing token, once leaked, would open the door for whoever has it.</summary>
    private (Caller? Caller, string? Refusal) Emulator(TokenClaims claims)
    {
        var app = claims.Version switch
        {
            "1.0" => claims.AppId,
            "2.0" => claims.AuthorizedParty,
            _ => null,
        };
        return app == _options.AppId ? (new Caller.Emulator(), null) : (null, "emulator-app");
    }
}
