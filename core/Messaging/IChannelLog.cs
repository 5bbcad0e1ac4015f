namespace BotAssistant.Messaging;

/// <summary>
/// One line of the channel log: a call of the platform to us or of us to the platform. Texts are redacted by the channel before they get
/// here: no secret, token, openid or message body.
/// </summary>
/// <param name="About">The inbox or outbox id it belongs to, if known.</param>
/// <param name="Call">e.g. "POST /cgi-bin/message/custom/send".</param>
/// <param name="Outcome">e.g. "200 errcode=0" or "signature-refused".</param>
/// <param name="Trace">The platform's own reference (WeChat: rid), if any.</param>
public sealed record ChannelLogEntry(DateTimeOffset At, string Channel, Guid? About, string Call, string Outcome, TimeSpan Took, string? Trace);

public interface IChannelLog
{
    /// <summary>Writes soon and in batches; never fails the caller.</summary>
    void Write(ChannelLogEntry entry);

    Task<IReadOnlyList<ChannelLogEntry>> ReadAsync(Guid? about, int limit, CancellationToken stop);
}
