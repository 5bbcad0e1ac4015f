namespace BotAssistant.Messaging;

/// <summary>
/// Where the messages of a chat go, for channels whose address alone does not say it (Bot Framework: service address, conversation, bot). Kept with
/// the message that named it (<see cref="InboundMessage.Route"/>), encrypted, and forgotten when the person leaves.
/// </summary>
public interface IChatRoutes
{
    /// <summary>The newest route of the chat, or null when it never named one.</summary>
    Task<string?> FindAsync(ChatAddress chat, CancellationToken stop);

    /// <summary>Within the open transaction; with it goes what the person consented to.</summary>
    Task EraseAsync(ChatAddress chat, CancellationToken stop);
}
