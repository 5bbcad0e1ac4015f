using System.Net;
using System.Net.Sockets;

namespace BotAssistant.BotFramework.Sending;

/// <summary>A name that resolves to an address inside a network must not be called: it was to lead to a connector in the public cloud.</summary>
internal sealed class InnerAddressException() : Exception("The name resolves to an address that is not public.");

/// <summary>
/// The connections to connectors. The address is checked after it was resolved and the connection goes to that very address, so that a name cannot
/// change its meaning in between. No proxy: one would resolve the names itself.
/// </summary>
internal static class ConnectorHandler
{
    /// <param name="resolve">Finds the addresses of a name; the system's own way unless a test has another.</param>
    public static SocketsHttpHandler Of(BotFrameworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // No span per call: its address would carry the conversation's id into the traces.
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, options, resolve ?? Dns.GetHostAddressesAsync, stop),
    };

    /// <summary>True for loopback, private, link-local, shared, multicast and reserved ranges (RFC 6890).</summary>
    public static bool IsInner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsInner(address.MapToIPv4());
        }

        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] is 0 or 10 or 127 or >= 224
                || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
                || (bytes[0] == 169 && bytes[1] == 254)
                || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
                || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 192 && bytes[1] == 0 && bytes[2] is 0 or 2)
                || (bytes[0] == 198 && bytes[1] is 18 or 19)
            // Only 2000::/3 is public, and of it neither 6to4 nor Teredo, which carry an IPv4 address inside.
            : (bytes[0] & 0xE0) != 0x20
                || (bytes[0] == 0x20 && bytes[1] == 0x02)
                || (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    }

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endPoint, BotFrameworkOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            var addresses = await resolve(endPoint.Host, limit.Token);
            var allowed = addresses.Where(address => MayConnect(endPoint.Host, address, options)).ToArray();
            return allowed.Length > 0 || addresses.Length == 0
                ? await ConnectAsync(allowed, endPoint.Port, limit.Token)
                : throw new InnerAddressException();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    /// <summary>This machine only under its own name: a stranger's name that leads here is the attack itself.</summary>
    private static bool MayConnect(string host, IPAddress address, BotFrameworkOptions options) =>
        !IsInner(address) || (options.ReachesLoopback && IPAddress.IsLoopback(address) && new UriBuilder("http", host).Uri.IsLoopback);

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
