namespace BotAssistant.Bot.Jobs;

/// <summary>
/// Something that a server does again and again, too often for the schedule (<see cref="Scheduling.IScheduledJob"/>): at once, and then each time the pause is over. A run that fails is logged, and
/// the next one tries again.
/// </summary>
internal abstract class PeriodicJob(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    protected abstract Task RunAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "{Job} failed; it tries again in {Pause}", GetType().Name, every);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
