using System.ClientModel;
using System.Text.Json;
using BotAssistant.Understanding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.LanguageModel;

/// <summary>
/// Asks the model to choose one of the intents. Whatever else it says, and whenever it is slow or broken, there is no advice and the local answer
/// stands. Neither the text nor the answer is logged.
/// </summary>
internal sealed class ModelAdvisor(IChatClient model, IOptions<ModelOptions> options, TimeProvider time, ILogger<ModelAdvisor> log) : IIntentAdvisor
{
    /// <summary>The longest name of an intent and some room: a model that begins to talk is stopped.</summary>
    private const int MostTokens = 24;

    private const string Instruction =
        "Classify the message of a person who writes to the registry of small food workshops. Answer with exactly one name of this list and nothing else, or with none: ";

    public async Task<string?> ChooseAsync(string text, IReadOnlyList<string> intents, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.Value.TimeoutMilliseconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            var answer = await model.GetResponseAsync(
                [new ChatMessage(ChatRole.System, Instruction + string.Join(", ", intents)), new ChatMessage(ChatRole.User, text)],
                new ChatOptions { Temperature = 0, MaxOutputTokens = MostTokens },
                either.Token);
            var chosen = answer.Text.Trim();
            return intents.Contains(chosen, StringComparer.Ordinal) ? chosen : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("The model did not answer in {Milliseconds} ms; the local answer stands", options.Value.TimeoutMilliseconds);
            return null;
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or JsonException or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException or IOException)
        {
            log.LogWarning("The model failed with {Error}; the local answer stands", e.GetType().Name);
            return null;
        }
    }
}
