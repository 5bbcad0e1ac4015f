using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// Lets pages of our own origin and of the trusted ones in. A browser says where a page comes from; another program sends no Origin and needs a token
/// all the same.
/// </summary>
internal sealed class Origins(IOptions<DirectLineOptions> options) : IEndpointFilter
{
    private readonly HashSet<string> trusted = [.. options.Value.TrustedOrigins];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsAllowed(http.Request))
        {
            return await next(context);
        }

        await DirectLineError.BadOrigin.WriteAsync(http.Response);
        return Results.Empty;
    }

    /// <summary>Whether a page may use this token here: one that was made for some origins is of no use to the others.</summary>
    public static bool Admits(Grant grant, HttpRequest request) =>
        grant.Origins.Count == 0 || request.Headers.Origin is not [{ } origin] || IsOwn(origin, request) || grant.Origins.Contains(origin, StringComparer.Ordinal);

    private bool IsAllowed(HttpRequest request) => request.Headers.Origin switch
    {
        [] => true,
        [{ } origin] => trusted.Contains(origin) || IsOwn(origin, request),
        _ => false,
    };

    /// <summary>By host alone: behind a proxy that ends TLS we may not know the scheme.</summary>
    private static bool IsOwn(string origin, HttpRequest request) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value;
}
