using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>How often one conversation may call, and write.</summary>
internal sealed class Rates(IOptions<DirectLineOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<string> calls = Limiter(options.Value.CallsPerMinute);
    private readonly PartitionedRateLimiter<string> messages = Limiter(options.Value.MessagesPerMinute);

    /// <returns>How long to wait; null when there is nothing to wait for.</returns>
    public TimeSpan? Call(string conversation) => Take(calls, conversation);

    /// <inheritdoc cref="Call"/>
    public TimeSpan? Write(string conversation) => Take(calls, conversation) ?? Take(messages, conversation);

    public void Dispose()
    {
        calls.Dispose();
        messages.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string conversation)
    {
        using var lease = limiter.AttemptAcquire(conversation);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(conversation =>
        RateLimitPartition.GetSlidingWindowLimiter(conversation, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 }));
}
