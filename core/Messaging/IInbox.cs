namespace BotAssistant.Messaging;

/// <summary>Where every channel hands in what it received, verified and normalised.</summary>
public interface IInbox
{
    /// <summary>
    /// Stores the message durably, then answers it. Returns the parts to reply with directly, <see cref="InboundMessage.DirectParts"/> at most;
    /// none when nothing more is to be said on this request: there is no answer, or <paramref name="patience"/> is over and the answer will be
    /// pushed. Either way the message is ours when this returns. A duplicate waits for the first try and returns the very same parts.
    /// </summary>
    /// <exception cref="Exception">The message could not be stored: the channel must not acknowledge it.</exception>
    Task<IReadOnlyList<OutboundPart>> ReceiveAsync(InboundMessage message, TimeSpan patience, CancellationToken stop);
}
