namespace BotAssistant.Messaging;

/// <summary>An answer a person may tap, type, or give by its number (position in the list, from 1).</summary>
public sealed record Choice(string Label, string Token);

/// <summary>What the product says, before a channel has given it its shape.</summary>
public sealed record OutboundMessage(string Text)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>
    /// True for an overview (status card, summary) that a channel with cards may show as one: the first line is its title, "label：value" lines are
    /// its facts. The text alone says everything.
    /// </summary>
    public bool IsCard { get; init; }
}

/// <summary>One piece of an <see cref="OutboundMessage"/>, ready for its channel and within the channel's limits.</summary>
public sealed record OutboundPart(string Body)
{
    /// <summary>The inbox or outbox row it belongs to, so that the channel log can name it; null when not known. Not stored with the part.</summary>
    public Guid? MessageId { get; init; }
}
