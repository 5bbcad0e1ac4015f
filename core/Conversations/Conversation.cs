namespace BotAssistant.Conversations;

/// <summary>A dialog in progress: its memory is question key → canonical answer, nothing else.</summary>
/// <param name="Instance">Marks the choices offered by this draft, so that a tap on an older one is recognised.</param>
public sealed record Draft(string Dialog, string Instance, DateTimeOffset TouchedAt)
{
    public Dictionary<string, string> Answers { get; init; } = [];

    /// <summary>What was answered before a correction; a list question may refer to it (加, 删).</summary>
    public Dictionary<string, string> Previous { get; init; } = [];

    /// <summary>What the dialog was started with, e.g. the filing it corrects.</summary>
    public Dictionary<string, string> Input { get; init; } = [];
}

/// <summary>All we remember of one chat between two turns. Passes through JSON every turn; stored encrypted.</summary>
public sealed record ConversationState
{
    /// <summary>Name of the dialog that has the floor; null when none or paused.</summary>
    public string? Active { get; init; }

    /// <summary>Drafts by dialog name; a paused one stays here for days.</summary>
    public Dictionary<string, Draft> Drafts { get; init; } = [];

    /// <summary>What the last numbered list outside a dialog offered: command words, by position.</summary>
    public List<string> Offers { get; init; } = [];

    /// <summary>True after 取消, until the person has said whether they mean it.</summary>
    public bool DiscardAsked { get; init; }

    /// <summary>The draft that has the floor.</summary>
    public Draft? ActiveDraft() => Active is { } name ? Drafts.GetValueOrDefault(name) : null;
}

public interface IConversations
{
    /// <summary>The state, or an empty one for a chat never seen.</summary>
    Task<ConversationState> LoadAsync(Messaging.ChatAddress address, CancellationToken stop);

    /// <summary>Writes the state back within the open transaction; guarded by the row's version.</summary>
    Task SaveAsync(Messaging.ChatAddress address, ConversationState state, CancellationToken stop);

    /// <summary>Erases the chat's state and its drafts.</summary>
    Task EraseAsync(Messaging.ChatAddress address, CancellationToken stop);
}
