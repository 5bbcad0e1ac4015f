namespace BotAssistant;

/// <summary>
/// An expected "no". <paramref name="Code"/> is a stable kebab-case reason and the key of the text a person reads (<c>refused.code</c>).
/// <paramref name="Values"/> fill the text's places.
/// </summary>
public sealed record Refusal(string Code, params (string Name, string Value)[] Values);
