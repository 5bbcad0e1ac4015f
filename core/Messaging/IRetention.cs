namespace BotAssistant.Messaging;

/// <summary>What was stored before which moment is deleted. Nothing of the statutory file is among it.</summary>
/// <param name="Drafts">Conversations nobody has touched since: unsubmitted drafts (data notice: 30 days); and who had left.</param>
/// <param name="Inbox">Finished inbound messages.</param>
/// <param name="Outbox">Outgoing messages that have reached an end.</param>
/// <param name="ChannelLog">Lines of the channel log.</param>
/// <param name="Attempts">Counted attempts.</param>
/// <param name="Transcripts">Transcripts nobody has added to since.</param>
public sealed record RetentionLimits(DateTimeOffset Drafts, DateTimeOffset Inbox, DateTimeOffset Outbox, DateTimeOffset ChannelLog, DateTimeOffset Attempts, DateTimeOffset Transcripts)
{
    /// <summary>Health certificates that ended before.</summary>
    public DateTimeOffset HealthCertificates { get; init; }

    /// <summary>Documents that we made; photos stay.</summary>
    public DateTimeOffset Documents { get; init; }
}

/// <summary>Forgets what has been kept long enough (PIPL art. 19, 47).</summary>
public interface IRetention
{
    /// <returns>How many rows went.</returns>
    Task<int> PurgeAsync(RetentionLimits before, CancellationToken stop);
}
