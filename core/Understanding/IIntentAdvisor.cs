namespace BotAssistant.Understanding;

/// <summary>Somebody else who may be asked when we are unsure; may only choose among the intents it is given.</summary>
public interface IIntentAdvisor
{
    /// <param name="text">What was said, without its digits.</param>
    /// <returns>One of <paramref name="intents"/>; null when there is no advice: too slow, failed, or something else was said.</returns>
    Task<string?> ChooseAsync(string text, IReadOnlyList<string> intents, CancellationToken stop);
}
