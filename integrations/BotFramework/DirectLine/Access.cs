using System.Security.Cryptography;
using System.Text;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Who calls.</summary>
internal abstract record Access
{
    private Access() { }

    /// <summary>The holder of a token: one conversation, as one user.</summary>
    public sealed record Token(Grant Grant) : Access;

    /// <summary>Another site's back end: any conversation.</summary>
    public sealed record Secret : Access;

    public sealed record Refused(DirectLineError Error) : Access;

    /// <summary>
    /// Why the caller must not have this conversation; null when it may. Of another one a token's holder learns nothing, not even whether it is there.
    /// </summary>
    public DirectLineError? Objection(string conversation) => this switch
    {
        Refused refused => refused.Error,
        Token token when !Same(token.Grant.ConversationId, conversation) => DirectLineError.BadToken,
        _ => null,
    };

    /// <inheritdoc cref="Objection(string)"/>
    public DirectLineError? Objection(Transcript? transcript) => this switch
    {
        _ when transcript is null => DirectLineError.NoConversation,
        Token token when !Same(token.Grant.User, transcript.User) => DirectLineError.BadToken,
        _ => null,
    };

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}

/// <summary>Reads the bearer of a request. A wrong one is 403, a missing or malformed header 401, as the platform has it.</summary>
internal sealed class AccessReader(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? secret = options.Value.Secret is { } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;

    public async Task<Access> ReadAsync(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.AsSpan(Scheme.Length).IsWhiteSpace())
        {
            return new Access.Refused(DirectLineError.MissingToken);
        }

        var bearer = header[Scheme.Length..].Trim();
        if (secret is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)), secret))
        {
            return new Access.Secret();
        }

        return await tokens.ReadAsync(bearer, TokenUse.Conversation) switch
        {
            null => new Access.Refused(DirectLineError.BadToken),
            { HasExpired: true } => new Access.Refused(DirectLineError.ExpiredToken),
            var grant when !Origins.Admits(grant, request) => new Access.Refused(DirectLineError.BadOrigin),
            var grant => new Access.Token(grant),
        };
    }
}
