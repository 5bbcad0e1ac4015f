using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>
/// Whether a request may do without a token: only on a developer's machine that nobody else can reach. A proxy on the same machine would make
/// everybody look local, so a forwarded request is refused.
/// </summary>
internal sealed class AnonymousAccess(IOptions<BotFrameworkOptions> options, IServer server)
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public bool IsAllowed(HttpContext context) => options.Value.AcceptsAnonymous
        && IsLoopback(context.Connection.RemoteIpAddress)
        && IsLoopback(context.Connection.LocalIpAddress)
        && !ForwardingHeaders.Any(context.Request.Headers.ContainsKey)
        && server.Features.Get<IServerAddressesFeature>() is { Addresses: { Count: > 0 } addresses }
        && addresses.All(IsLoopback);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
