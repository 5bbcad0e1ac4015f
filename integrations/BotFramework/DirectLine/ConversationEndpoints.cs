using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Tokens and conversations (Direct Line 3.0: tokens/generate, tokens/refresh, conversations).</summary>
internal sealed class ConversationEndpoints(DirectLineCall call, DirectLineTokens tokens, Delivery delivery, Rates rates, IOptions<DirectLineOptions> options)
{
    private const int MaxBodyBytes = 16 << 10;
    private const int IdBytes = 16;

    /// <summary>POST tokens/generate, by the secret only: a token for a conversation that does not exist yet.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        switch (await call.WhoAsync(context))
        {
            case null:
                return;
            case Access.Secret when await UserOfAsync(context) is { } user:
                await AnswerAsync(context, StatusCodes.Status200OK, tokens.Issue(user, NewId()));
                return;
            case Access.Secret:
                await DirectLineError.BadRequest.WriteAsync(context.Response);
                return;
            default:
                await DirectLineError.SecretNeeded.WriteAsync(context.Response);
                return;
        }
    }

    /// <summary>POST tokens/refresh: the same with a later end. An expired token stays expired.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        switch (await call.WhoAsync(context))
        {
            case null:
                return;
            case Access.Token token when rates.Call(token.ConversationId) is { } wait:
                await DirectLineError.Throttled.WriteAsync(context.Response, wait);
                return;
            case Access.Token token:
                await AnswerAsync(context, StatusCodes.Status200OK, tokens.Issue(token.User, token.ConversationId));
                return;
            default:
                await DirectLineError.BadToken.WriteAsync(context.Response);
                return;
        }
    }

    /// <summary>POST conversations: begins the token's conversation (201), or finds it begun (200). Greets whoever begins.</summary>
    public async Task StartAsync(HttpContext context, ITranscripts transcripts)
    {
        var (conversation, user) = await call.WhoAsync(context) switch
        {
            Access.Token token => (token.ConversationId, token.User),
            Access.Secret => (NewId(), await UserOfAsync(context)),
            _ => (null, null),
        };
        if (conversation is null || user is null)
        {
            await (context.Response.HasStarted ? Task.CompletedTask : DirectLineError.BadRequest.WriteAsync(context.Response));
            return;
        }

        if (rates.Call(conversation) is { } wait)
        {
            await DirectLineError.Throttled.WriteAsync(context.Response, wait);
            return;
        }

        var (transcript, isNew) = await transcripts.StartAsync(conversation, user, context.RequestAborted);
        if (transcript.User != user)
        {
            await DirectLineError.BadToken.WriteAsync(context.Response);
            return;
        }

        // Again for one that is empty: whoever began it may have died before the greeting was stored.
        if (transcript.Length == 0 && !await delivery.GreetAsync(conversation))
        {
            await DirectLineError.NotStored.WriteAsync(context.Response);
            return;
        }

        await AnswerAsync(context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, tokens.Issue(user, conversation), watermark: "");
    }

    /// <summary>GET conversations/{id}: a new stream from the watermark on, after the old one was lost.</summary>
    public async Task ReconnectAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        if (await call.OpenAsync(context, conversation, transcripts, writes: false) is var (transcript, _))
        {
            await AnswerAsync(context, StatusCodes.Status200OK, tokens.Issue(transcript.User, transcript.Id), Watermark.Text(Watermark.Of(context.Request)));
        }
    }

    /// <param name="watermark">Null: no stream is offered.</param>
    private Task AnswerAsync(HttpContext context, int status, DirectLineToken token, string? watermark = null) => JsonAnswer.WriteAsync(context.Response, status, new Started(
        token.ConversationId, token.Token, (int)token.ExpiresIn.TotalSeconds, watermark is null ? null : StreamUrl(context.Request, token, watermark)));

    private string StreamUrl(HttpRequest request, DirectLineToken token, string watermark)
    {
        var ticket = tokens.Write(TokenUse.Stream, token.ConversationId, token.User, options.Value.StreamUrlLifetime);
        return $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{DirectLineEndpoint.Root}/conversations/{token.ConversationId}/stream?watermark={watermark}&t={ticket}";
    }

    /// <summary>The user that the body names, or a new one; null when the body names one that cannot be.</summary>
    private static async Task<string?> UserOfAsync(HttpContext context)
    {
        var body = await BoundedBody.ReadAsync(context.Request.Body, MaxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            return null;
        }

        if (body.Length == 0)
        {
            return $"dl_{NewId()}";
        }

        if (StoredActivity.ParseObject(body) is not { } wish)
        {
            return null;
        }

        // The platform's own documents write both "user.id" and "User.Id".
        var user = JsonText.Of(wish["user"], "id") ?? JsonText.Of(wish["User"], "Id");
        return user is null ? $"dl_{NewId()}" : user.Length is > 0 and <= 128 && user.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? user : null;
    }

    private static string NewId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));

    private sealed record Started(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl);
}

/// <summary>Where a client stands: the number of the last entry it has. Clients send it back as they got it, empty at first.</summary>
internal static class Watermark
{
    /// <returns>0 for none, and for one that is none of ours: then everything is told again.</returns>
    public static int Of(HttpRequest request) => int.TryParse(request.Query["watermark"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
