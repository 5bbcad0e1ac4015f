using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>What is to be done with an activity that a caller may send.</summary>
internal abstract record Intake
{
    private Intake() { }

    /// <summary>For the inbox. <paramref name="Route"/> is how its answers are addressed.</summary>
    public sealed record Message(InboundMessage Inbound, ChatRoute Route) : Intake;

    /// <summary>Somebody wrote in a group, where nothing personal may be said.</summary>
    public sealed record InGroup(ChatRoute Route) : Intake;

    /// <summary>Nothing to us: typing, traces, bots, kinds that this version does not know.</summary>
    public sealed record Ignored : Intake;

    /// <summary>An invoke that we do not know: the caller is told so.</summary>
    public sealed record NotHandled : Intake;

    /// <summary>It does not say what it is, or from whom in which conversation.</summary>
    public sealed record Unreadable : Intake;
}
