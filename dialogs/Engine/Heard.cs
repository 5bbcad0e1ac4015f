namespace BotAssistant.Dialogs.Engine;

/// <summary>What a person gave in one message, after the host has fetched and stored its photos.</summary>
/// <param name="Text">Typed text, tidied (letters and digits in half width) and trimmed; empty for a photo.</param>
/// <param name="Photos">Hashes of stored photos.</param>
public sealed record Heard(string Text, IReadOnlyList<string> Photos)
{
    /// <summary>Why a file that was sent is not among <see cref="Photos"/> (not a photo, too large, lost on the way), if so.</summary>
    public Refusal? MediaProblem { get; init; }

    /// <summary>The offered choice that was tapped, where the channel tells.</summary>
    public Tap? Tap { get; init; }

    public static Heard Words(string text) => new(text, []);
}

/// <summary>The outcome of reading what was heard: a canonical answer, or why it is none.</summary>
public readonly record struct Reading(string? Canonical, Refusal? Refusal)
{
    public static Reading Accept(string canonical) => new(canonical, null);

    public static Reading Refuse(string code, params (string Name, string Value)[] values) => new(null, new Refusal(code, values));

    public static implicit operator Reading(Refusal refusal) => new(null, refusal);

    public static Reading FromRefusal(Refusal refusal) => refusal;
}
