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

    private bool IsAllowed(HttpRequest request) => request.Headers.Origin switch
    {
        [] => true,
        [{ } origin] => trusted.Contains(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value),
        _ => false,
    };
}
