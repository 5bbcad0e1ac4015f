namespace BotAssistant.Understanding;

/// <summary>How well a text was understood.</summary>
public enum Grasp
{
    /// <summary>Do it.</summary>
    Sure,

    /// <summary>Offer the two or three that it may be.</summary>
    Unsure,

    /// <summary>None of them, or none of our business.</summary>
    AtSea,
}

/// <summary>An intent that a text may mean, and how likely (0 to 1).</summary>
public sealed record Candidate(string Intent, float Confidence);

/// <summary>What was understood of a text.</summary>
/// <param name="Intent">The likeliest; <see cref="IntentTable.None"/> when at sea.</param>
/// <param name="Alternatives">When unsure, what to offer, the likeliest first; else empty.</param>
public sealed record Understood(Grasp Grasp, Intent Intent, float Confidence, Slots Slots, IReadOnlyList<Candidate> Alternatives);
