using System.Text;
using BotAssistant.People;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>A token and what it opens: one conversation for one user.</summary>
public sealed record DirectLineToken(string Token, string ConversationId, string User, TimeSpan ExpiresIn);

/// <summary>What a genuine token says.</summary>
internal sealed record Grant(string ConversationId, string User, DateTimeOffset ExpiresAt, bool HasExpired)
{
    /// <summary>Origins of the pages that may use it; none: every trusted one.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Of a stream's address: when the token that asked for it ends, and the stream with it.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>What a token is for. One made for a stream's address, which gets into logs of proxies, is no key to anything else.</summary>
internal enum TokenUse { Conversation, Stream, File }

/// <summary>
/// Makes and reads our tokens: JWTs, because Web Chat reads the claims <c>conv</c> and <c>user</c>, signed with a key that all servers derive from the
/// installation's hash key, so that there is nothing to configure.
/// </summary>
public sealed class DirectLineTokens
{
    private const string Issuer = "botassistant";
    private const string UntilClaim = "until";
    private const string OriginsClaim = "origins";

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey key;
    private readonly DirectLineOptions options;
    private readonly TimeProvider time;

    public DirectLineTokens(IKeyedHash hash, IOptions<DirectLineOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        key = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(hash.Of("direct-line-tokens/1")));
    }

    /// <summary>A token for this user's conversation; the conversation starts when the client says so. Both ids must be URL-safe: clients do not escape them.</summary>
    public Task<DirectLineToken> IssueAsync(string user, string conversation, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Task.FromResult(Issue(user, conversation));
    }

    internal DirectLineToken Issue(string user, string conversation, IReadOnlyList<string>? origins = null) => new(
        Write(TokenUse.Conversation, conversation, user, options.TokenLifetime, Claims(origins)), conversation, user, options.TokenLifetime);

    /// <summary>For the address of a stream that ends with the token which is issued now.</summary>
    internal string WriteStream(string conversation, string user, IReadOnlyList<string>? origins) => Write(
        TokenUse.Stream, conversation, user, options.StreamUrlLifetime, [.. Claims(origins), (UntilClaim, (time.GetUtcNow() + options.TokenLifetime).ToUnixTimeSeconds())]);

    internal string WriteFile(string conversation, string user) => Write(TokenUse.File, conversation, user, options.TokenLifetime, []);

    private static (string Name, object Value)[] Claims(IReadOnlyList<string>? origins) => origins is { Count: > 0 } ? [(OriginsClaim, origins.ToArray())] : [];

    private string Write(TokenUse use, string conversation, string user, TimeSpan lifetime, (string Name, object Value)[] more)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["bot"] = options.BotId, ["conv"] = conversation, ["user"] = user };
        foreach (var (name, value) in more)
        {
            claims[name] = value;
        }

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience(use),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <returns>Null when it is not ours, or for something else. An expired one is told apart: clients ask for a new one then.</returns>
    internal async Task<Grant?> ReadAsync(string token, TokenUse use)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience(use),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = key,
            RequireExpirationTime = true,
            // Judged below: an expired token must be known to be genuine before that is said of it.
            LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt } && Text(jwt, "conv") is { } conversation && Text(jwt, "user") is { } user
            ? new Grant(conversation, user, new DateTimeOffset(jwt.ValidTo), HasExpired: jwt.ValidTo <= time.GetUtcNow().UtcDateTime)
            {
                Origins = jwt.TryGetPayloadValue<string[]>(OriginsClaim, out var origins) ? origins : [],
                Until = DateTimeOffset.FromUnixTimeSeconds(jwt.TryGetPayloadValue<long>(UntilClaim, out var until) ? until : 0),
            }
            : null;
    }

    private static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static string Audience(TokenUse use) => $"direct-line-{use.ToString().ToLowerInvariant()}";
}
