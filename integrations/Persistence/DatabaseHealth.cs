using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BotAssistant.Persistence;

/// <summary>Ready when the database answers.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<BotContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var bot = await contexts.CreateDbContextAsync(cancellationToken);
        return await bot.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The database does not answer.");
    }
}
