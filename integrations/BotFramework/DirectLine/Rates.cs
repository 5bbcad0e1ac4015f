using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// How often one conversation may call, poll and write, and one address begin. Asked after the token has been judged, so that nobody uses up what
/// is another's. Each answers how long to wait, null when there is nothing to wait for.
/// </summary>
internal sealed class Rates(IOptions<DirectLineOptions> options) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<string> calls = Limiter(options.Value.CallsPerMinute, Minute);
    private readonly PartitionedRateLimiter<string> polls = Limiter(options.Value.PollsPerMinute, Minute);
    private readonly PartitionedRateLimiter<string> messages = Limiter(options.Value.MessagesPerMinute, Minute);
    private readonly PartitionedRateLimiter<string> tokens = Limiter(options.Value.TokensPerMinute, Minute);
    private readonly PartitionedRateLimiter<string> starts = Limiter(options.Value.ConversationsPerHour, TimeSpan.FromHours(1));

    public TimeSpan? Call(string conversation) => Take(calls, conversation);

    public TimeSpan? Poll(string conversation) => Take(polls, conversation);

    public TimeSpan? Write(string conversation) => Take(calls, conversation) ?? Take(messages, conversation);

    public TimeSpan? Token(HttpContext context) => Take(tokens, Network(context.Connection.RemoteIpAddress));

    public TimeSpan? Start(HttpContext context) => Take(starts, Network(context.Connection.RemoteIpAddress));

    public void Dispose()
    {
        foreach (var limiter in (PartitionedRateLimiter<string>[])[calls, polls, messages, tokens, starts])
        {
            limiter.Dispose();
        }
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string whose)
    {
        using var lease = limiter.AttemptAcquire(whose);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Minute;
    }

    /// <summary>An IPv6 line is given a whole /64, so a person has 2^64 addresses to come from.</summary>
    private static string Network(IPAddress? source)
    {
        if (source is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return source?.ToString() ?? "";
        }

        var bytes = source.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(whose =>
        RateLimitPartition.GetSlidingWindowLimiter(whose, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = 6, QueueLimit = 0 }));
}
