using System.Globalization;
using System.Text.Json;
using BotAssistant.BotFramework.DirectLine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>
/// Gives our own page a token for its visitor's conversation, and for no other. The same cookie always leads to the same conversation: after a
/// reload, a restart of the server, in a second tab, and the next day. The Direct Line secret stays here.
/// </summary>
internal sealed class TokenEndpoint(DirectLineTokens tokens, VisitorCookie cookie, TokenRates rates)
{
    private const int MaxBodyBytes = 256;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task IssueAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (!SameOrigin.Holds(context.Request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!context.Request.HasJsonContentType())
        {
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await ReadAsync(context) is not { } wish)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var known = cookie.Read(context.Request);
        if (rates.Take(context.Connection.RemoteIpAddress, begins: known is null || wish.Restart) is { } wait)
        {
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return;
        }

        var visitor = known is null ? Visitor.New() : wish.Restart ? known.Again() : known;
        var issued = await tokens.IssueAsync(visitor.UserId, visitor.ConversationId, context.RequestAborted);
        cookie.Write(context, visitor);
        await response.WriteAsJsonAsync(new ChatToken(issued.Token, issued.ConversationId, (int)issued.ExpiresIn.TotalSeconds), Web, context.RequestAborted);
    }

    private static async Task<Wish?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodyBytes;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync<Wish>(Web, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What the page asks for: its conversation, or a new one.</summary>
    private sealed record Wish(bool Restart);

    /// <summary>What the page is given; seconds until the token ends.</summary>
    private sealed record ChatToken(string Token, string ConversationId, int ExpiresIn);
}
