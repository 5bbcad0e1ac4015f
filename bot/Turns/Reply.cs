using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Turns;

/// <summary>What a turn says, and the conversation it leaves behind.</summary>
internal sealed record Reply(ConversationState State, string Text, IReadOnlyList<Choice> Choices)
{
    public OutboundMessage ToMessage() => new(Text) { Choices = Choices };
}
