namespace BotAssistant.People;

/// <summary>Who runs this installation, for notices and for 人工. A setting of each bureau, never a constant.</summary>
/// <param name="Phone">Empty = none published.</param>
public sealed record BureauContact(string Name, string Phone, string Hours);
