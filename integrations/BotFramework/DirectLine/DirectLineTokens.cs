using System.Text;
using BotAssistant.People;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>A token and what it opens: one conversation for one user.</summary>
public sealed record DirectLineToken(string Token, string ConversationId, string User, TimeSpan ExpiresIn);

/// <summary>What a genuine token says.</summary>
internal sealed record Grant(string ConversationId, string User, bool HasExpired);

/// <summary>What a token is for. One made for a stream's address, which gets into logs of proxies, is no key to anything else.</summary>
internal enum TokenUse { Conversation, Stream, File }

/// <summary>
/// Makes and reads our tokens: JWTs, because Web Chat reads the claims <c>conv</c> and <c>user</c>, signed with a key that all servers derive from the
/// installation's hash key, so that there is nothing to configure.
/// </summary>
public sealed class DirectLineTokens
{
    private const string Issuer = "botassistant";

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

    internal DirectLineToken Issue(string user, string conversation) => new(
        Write(TokenUse.Conversation, conversation, user, options.TokenLifetime), conversation, user, options.TokenLifetime);

    internal string Write(TokenUse use, string conversation, string user, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience(use),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object> { ["bot"] = options.BotId, ["conv"] = conversation, ["user"] = user },
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
            ? new Grant(conversation, user, HasExpired: jwt.ValidTo <= time.GetUtcNow().UtcDateTime)
            : null;
    }

    private static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static string Audience(TokenUse use) => $"direct-line-{use.ToString().ToLowerInvariant()}";
}
