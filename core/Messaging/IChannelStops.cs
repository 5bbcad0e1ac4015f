namespace BotAssistant.Messaging;

/// <summary>An account on which the platform lets nothing go. Shared by all servers.</summary>
/// <param name="Reason">With the platform's own code, e.g. "secret-frozen 40243".</param>
/// <param name="Since">When it began; trying again does not move it.</param>
/// <param name="Until">One message tries then.</param>
public sealed record ChannelStop(string Channel, string Reason, DateTimeOffset Since, DateTimeOffset Until);

public interface IChannelStops
{
    /// <summary>Those that have not ended, also while one message tries.</summary>
    Task<IReadOnlyList<ChannelStop>> CurrentAsync(CancellationToken stop);

    /// <summary>Begins a stop, or moves the end of one that is there.</summary>
    /// <returns>True when it has begun just now: then people are told.</returns>
    Task<bool> StopAsync(string channel, string reason, DateTimeOffset until, CancellationToken stop);

    /// <summary>Ends it; false when there is none.</summary>
    Task<bool> EndAsync(string channel, CancellationToken stop);
}
