using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>Takes up messages that a server acknowledged or stored and then died over.</summary>
internal sealed class InboxRecovery(IServiceScopeFactory scopes, Inbox inbox, IOptions<TurnOptions> options, TimeProvider time, ILogger<InboxRecovery> log) : BackgroundService
{
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecoverEvery, time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Inbox recovery failed; it tries again in {Pause}", options.Value.RecoverEvery);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<IReceivedMessages>();
        var now = time.GetUtcNow();
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
