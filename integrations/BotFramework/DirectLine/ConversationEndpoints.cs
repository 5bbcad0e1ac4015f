using System.Globalization;
using System.Text.Json.Serialization;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Tokens and conversations (Direct Line 3.0: tokens/generate, tokens/refresh, conversations).</summary>
internal sealed class ConversationEndpoints(DirectLineCall call, DirectLineTokens tokens, Delivery delivery, StreamHub streams, Rates rates)
{
    /// <summary>POST tokens/generate, by the secret only: a token for a conversation that does not exist yet.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        if (await call.WhoAsync(context) is not { } caller)
        {
            return;
        }

        if (caller is not Access.Secret)
        {
            await DirectLineError.SecretNeeded.WriteAsync(context.Response);
            return;
        }

        if (rates.Token(context) is { } wait)
        {
            await DirectLineError.Throttled.WriteAsync(context.Response, wait);
            return;
        }

        await (await Wish.ReadAsync(context.Request) is { } wish
            ? AnswerAsync(context, StatusCodes.Status200OK, tokens.Issue(wish.User, Wish.NewId(), wish.Origins))
            : DirectLineError.BadRequest.WriteAsync(context.Response));
    }

    /// <summary>POST tokens/refresh: the same with a later end, for open streams too. An expired token stays expired.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        switch (await call.WhoAsync(context))
        {
            case null:
                return;
            case Access.Token { Grant: var grant } when rates.Call(grant.ConversationId) is { } wait:
                await DirectLineError.Throttled.WriteAsync(context.Response, wait);
                return;
            case Access.Token { Grant: var grant }:
                var token = tokens.Issue(grant.User, grant.ConversationId, grant.Origins);
                streams.Extend(grant.ConversationId, token.ExpiresIn);
                await AnswerAsync(context, StatusCodes.Status200OK, token);
                return;
            default:
                await DirectLineError.BadToken.WriteAsync(context.Response);
                return;
        }
    }

    /// <summary>POST conversations: begins the token's conversation (201), or finds it begun (200). Greets whoever begins.</summary>
    public async Task StartAsync(HttpContext context, ITranscripts transcripts)
    {
        switch (await call.WhoAsync(context))
        {
            case null:
                return;
            case Access.Token { Grant: var grant } when (rates.Call(grant.ConversationId) ?? rates.Start(context)) is { } wait:
                await DirectLineError.Throttled.WriteAsync(context.Response, wait);
                return;
            case Access.Token { Grant: var grant }:
                await StartAsync(context, grant.ConversationId, new Wish(grant.User, grant.Origins), transcripts);
                return;
            // A site's back end begins for all of its visitors.
            default:
                await (await Wish.ReadAsync(context.Request) is { } wish
                    ? StartAsync(context, Wish.NewId(), wish, transcripts)
                    : DirectLineError.BadRequest.WriteAsync(context.Response));
                return;
        }
    }

    /// <summary>GET conversations/{id}: a new stream from the watermark on, after the old one was lost.</summary>
    public async Task ReconnectAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        if (await call.OpenAsync(context, conversation, transcripts, rates.Call) is var (transcript, access))
        {
            var origins = access is Access.Token { Grant: var grant } ? grant.Origins : [];
            await AnswerAsync(context, StatusCodes.Status200OK, tokens.Issue(transcript.User, transcript.Id, origins), StreamUrl(context.Request, transcript, origins));
        }
    }

    private async Task StartAsync(HttpContext context, string conversation, Wish wish, ITranscripts transcripts)
    {
        var (transcript, isNew) = await transcripts.StartAsync(conversation, wish.User, context.RequestAborted);
        if (transcript.User != wish.User)
        {
            await DirectLineError.BadToken.WriteAsync(context.Response);
            return;
        }

        // Again for one that is empty: whoever began it may have died before the greeting was stored.
        if (transcript.Length == 0 && !await delivery.GreetAsync(transcript))
        {
            await DirectLineError.NotStored.WriteAsync(context.Response);
            return;
        }

        await AnswerAsync(context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, tokens.Issue(wish.User, conversation, wish.Origins),
            StreamUrl(context.Request, transcript, wish.Origins));
    }

    private static Task AnswerAsync(HttpContext context, int status, DirectLineToken token, string? streamUrl = null) =>
        JsonAnswer.WriteAsync(context.Response, status, new Started(token.ConversationId, token.Token, (int)token.ExpiresIn.TotalSeconds, streamUrl));

    private string StreamUrl(HttpRequest request, Transcript transcript, IReadOnlyList<string> origins)
    {
        var (watermark, ticket) = (Watermark.Text(Watermark.Of(request)), tokens.WriteStream(transcript.Id, transcript.User, origins));
        return $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{DirectLineEndpoint.Root}/conversations/{transcript.Id}/stream?watermark={watermark}&t={ticket}";
    }

    private sealed record Started(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl);
}

/// <summary>Where a client stands: the number of the last entry it has. Clients send it back as they got it, empty at first.</summary>
internal static class Watermark
{
    /// <returns>0 for none, and for one that is none of ours: then everything is told again.</returns>
    public static int Of(HttpRequest request) => int.TryParse(request.Query["watermark"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
