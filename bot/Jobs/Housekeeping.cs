using BotAssistant.Messaging;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Jobs;

/// <summary>Forgets, once an hour, what the retention rules (core/Regulations/data/retention.yaml) say has been kept long enough.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, RegulationBook regulations, TimeProvider time, ILogger<Housekeeping> log)
    : PeriodicJob(TimeSpan.FromHours(1), time, log)
{
    /// <summary>Rate limits look back a day at most.</summary>
    private static readonly TimeSpan AttemptsLast = TimeSpan.FromDays(1);

    protected override Task RunAsync(CancellationToken stop) => RunOnceAsync(stop);

    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        var (now, terms) = (Time.GetUtcNow(), regulations.On(ChinaTime.Today(Time)).Retention);
        await using var scope = scopes.CreateAsyncScope();
        var gone = await scope.ServiceProvider.GetRequiredService<IRetention>().PurgeAsync(
            new RetentionLimits(Before("draft"), Before("inbox"), Before("inbox"), Before("channel-log"), now - AttemptsLast, Before("inbox"))
            {
                HealthCertificates = Before("health-certificates"),
                Documents = Before("document"),
            },
            stop);
        if (gone > 0)
        {
            log.LogInformation("{Count} rows were past their retention term", gone);
        }

        return gone;

        DateTimeOffset Before(string term) => now.AddDays(-(terms.Of(term).Days ?? throw new InvalidOperationException($"The retention term '{term}' has no days.")));
    }
}
