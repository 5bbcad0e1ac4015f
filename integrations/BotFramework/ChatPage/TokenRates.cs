using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>Keeps one source address from taking tokens, or beginning conversations, without end.</summary>
internal sealed class TokenRates(IOptions<ChatPageOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _tokens = Limiter(options.Value.TokensPerMinute, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<IPAddress> _conversations = Limiter(options.Value.ConversationsPerHour, TimeSpan.FromHours(1));

    /// <returns>How long to wait; null when there is nothing to wait for.</returns>
    public TimeSpan? Take(IPAddress? source, bool begins)
    {
        var network = Network(source ?? IPAddress.None);
        return Wait(_tokens, network) ?? (begins ? Wait(_conversations, network) : null);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _conversations.Dispose();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<IPAddress> limiter, IPAddress network)
    {
        using var lease = limiter.AttemptAcquire(network);
        if (lease.IsAcquired)
        {
            return null;
        }

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    private static PartitionedRateLimiter<IPAddress> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        network => RateLimitPartition.GetFixedWindowLimiter(network, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window, QueueLimit = 0 }));

    /// <summary>An IPv6 line is given a whole /64, so a person has 2^64 addresses to come from.</summary>
    private static IPAddress Network(IPAddress source)
    {
        if (source.AddressFamily != AddressFamily.InterNetworkV6 || source.IsIPv4MappedToIPv6)
        {
            return source;
        }

        var bytes = source.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
