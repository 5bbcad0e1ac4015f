using BotAssistant.Checklists;

namespace BotAssistant.Bot.Jobs;

/// <summary>Puts the bureau's revisions on this server's shelf: before the first turn, and twice a minute, so that what one server takes in all servers know.</summary>
internal sealed class ChecklistRefresh(IServiceScopeFactory scopes, TimeProvider time, ILogger<ChecklistRefresh> log)
    : PeriodicJob(TimeSpan.FromSeconds(30), time, log)
{
    protected override Task RunAsync(CancellationToken stop) => RunOnceAsync(stop);

    public async Task RunOnceAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChecklistDesk>().RefreshAsync(stop);
    }
}
