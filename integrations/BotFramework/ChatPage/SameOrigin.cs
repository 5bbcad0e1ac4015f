using Microsoft.AspNetCore.Http;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>Whether a request comes from our own page, by the headers that only a browser sets.</summary>
internal static class SameOrigin
{
    /// <summary>
    /// Browsers that know Sec-Fetch-Site judge for themselves, behind any proxy. Others, and all over plain http, send Origin with a POST. Neither: no.
    /// </summary>
    public static bool Holds(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [var site])
        {
            return site == "same-origin";
        }

        return Origin(request) is { } origin && origin.Authority == request.Host.Value;
    }

    /// <summary>The page's scheme as its person sees it: a proxy that ends TLS hides it from the request, but not from Origin.</summary>
    public static bool IsHttps(HttpRequest request) => request.IsHttps || Origin(request)?.Scheme == Uri.UriSchemeHttps;

    private static Uri? Origin(HttpRequest request) =>
        request.Headers.Origin is [var origin] && Uri.TryCreate(origin, UriKind.Absolute, out var uri) ? uri : null;
}
