using BotAssistant.Checklists;

namespace BotAssistant.Bot.Jobs;

/// <summary>Puts the bureau's revisions on this server's shelf: before the first turn, and twice a minute, so that what one server takes in all servers know.</summary>
internal sealed class ChecklistRefresh(IServiceScopeFactory scopes, TimeProvider time, ILogger<ChecklistRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The checklists could not be looked up; they stay as they are and are looked up again in {Pause}", Every);
            }
        }
    }

    public async Task RunOnceAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChecklistDesk>().RefreshAsync(stop);
    }
}
