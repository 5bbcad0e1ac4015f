using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>
/// A tapped choice: which draft offered it, at which question, and which option. A tap on an older question is recognised and declined
/// (typebot#1657: old buttons stay on the screen).
/// </summary>
public sealed record Tap(string Instance, string Question, string Option)
{
    private const string Prefix = "d";

    /// <summary>Short, plain ASCII: it travels inside links.</summary>
    public static string TokenFor(Draft draft, string questionKey, Option option)
        => string.Join('.', Prefix, draft.Instance, Digest.Of(questionKey)[..8], Digest.Of(option.Id)[..8]);

    /// <summary>Null for a token of another kind.</summary>
    public static Tap? Parse(string token)
        => token.Split('.') is [Prefix, var instance, var question, var option] ? new Tap(instance, question, option) : null;

    /// <summary>The option meant at the current question, or null when the tap is stale.</summary>
    internal Option? Meant(Draft draft, Outcome.Asks asks)
        => draft.Instance == Instance && Digest.Of(asks.Key)[..8] == Question ? asks.Question.Options.FirstOrDefault(option => Digest.Of(option.Id)[..8] == Option) : null;
}
