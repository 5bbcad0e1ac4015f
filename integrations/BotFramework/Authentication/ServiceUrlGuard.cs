using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>
/// Says which addresses may be called, and which of them with our token. An address that came in a message is a stranger's until it is on the
/// allow-list or a verified token named it.
/// </summary>
internal sealed class ServiceUrlGuard(IOptions<BotFrameworkOptions> options)
{
    private const int MaxLength = 2048;
    private readonly IReadOnlyList<string> _hosts = options.Value.Addresses.ServiceHosts;

    /// <summary>A service address that may be called.</summary>
    /// <param name="verified">The token of the request that brought the address named it.</param>
    public bool TryAllow(string? serviceUrl, bool verified, [NotNullWhen(true)] out Uri? address) =>
        TryRead(serviceUrl, out address) && address.Query.Length == 0 && (verified || IsListed(address) || address.IsLoopback);

    /// <summary>A file that may be fetched: on a listed host, on this machine where that is allowed, or on the host that the chat's own verified address names.</summary>
    public bool TryAllowFile(string? url, string? verifiedServiceUrl, [NotNullWhen(true)] out Uri? address) =>
        TryRead(url, out address) && (IsListed(address) || address.IsLoopback || (TryRead(verifiedServiceUrl, out var service) && Host(service) == Host(address)));

    public bool IsListed(Uri address)
    {
        var host = Host(address);
        return _hosts.Any(listed => host == listed || (address.HostNameType == UriHostNameType.Dns && host.EndsWith($".{listed}", StringComparison.Ordinal)));
    }

    public bool IsOfThisMachine(string? serviceUrl) => TryRead(serviceUrl, out var address) && address.IsLoopback;

    public bool IsOfThisMachineOrListed(string? serviceUrl) => TryRead(serviceUrl, out var address) && (address.IsLoopback || IsListed(address));

    /// <summary>Absolute https without user or fragment; http, and this machine at all, only where loopback is allowed.</summary>
    private bool TryRead(string? url, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        return url is { Length: <= MaxLength }
            && Uri.TryCreate(url, UriKind.Absolute, out address)
            && address is { UserInfo: "", Fragment: "" }
            && !url.Contains('\\', StringComparison.Ordinal)
            && (address.IsLoopback ? options.Value.ReachesLoopback && address.Scheme is "https" or "http" : address.Scheme == "https");
    }

    private static string Host(Uri address) => BotFrameworkAddresses.Normalize(address.IdnHost);
}
