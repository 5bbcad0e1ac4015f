using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>Takes up messages that a server acknowledged or stored and then died over.</summary>
internal sealed class InboxRecovery(IServiceScopeFactory scopes, Inbox inbox, IOptions<TurnOptions> options, TimeProvider time, ILogger<InboxRecovery> log)
    : PeriodicJob(options.Value.RecoverEvery, time, log)
{
    private const int Batch = 100;

    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<IReceivedMessages>();
        var now = Time.GetUtcNow();
        var waiting = await rows.WaitingAsync(now - options.Value.RecoverAfter, Batch, stop);
        foreach (var id in waiting)
        {
            await inbox.RecoverAsync(id, stop);
        }

        if (waiting.Count > 0)
        {
            log.LogWarning("Took up {Count} messages that were left unanswered", waiting.Count);
        }
    }
}
