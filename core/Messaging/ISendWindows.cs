namespace BotAssistant.Messaging;

/// <summary>The ledger of sends a platform still allows us towards one person (WeChat: 5 in 48 h after a message).</summary>
public interface ISendWindows
{
    /// <summary>Sends left and until when; (0, null) when there is no open window.</summary>
    Task<(int Left, DateTimeOffset? Until)> FindAsync(ChatAddress to, CancellationToken stop);
}
