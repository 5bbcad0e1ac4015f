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

    public OutboundMessage ToMessage() => new(Text) { Choices = Choices, IsCard = IsCard, Files = Files };
}
