using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Turns;

/// <summary>What a turn says, and the conversation it leaves behind.</summary>
internal sealed record Reply(ConversationState State, string Text, IReadOnlyList<Choice> Choices)
{
    /// <inheritdoc cref="OutboundMessage.IsCard"/>
    public bool IsCard { get; init; }

    /// <inheritdoc cref="OutboundMessage.Files"/>
    public IReadOnlyList<OutboundFile> Files { get; init; } = [];

    /// <summary>Says nothing.</summary>
    public static Reply Silent(ConversationState state) => new(state, "", []);

    /// <summary>Null when there is nothing to say.</summary>
    public OutboundMessage? ToMessage() => Text.Length == 0 ? null : new(Text) { Choices = Choices, IsCard = IsCard, Files = Files };
}
