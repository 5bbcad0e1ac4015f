using BotAssistant.Conversations;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>Section <c>TakeOver</c>.</summary>
internal sealed class TakeOverOptions
{
    public const string Section = "TakeOver";

    /// <summary>A member of staff who has taken a conversation and does not answer for so long loses it: the bot is back, the request open.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A taken conversation in which nobody says anything for so long is closed.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How often they are looked at.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Gives back to the bot the conversations that a member of staff has taken and left lying.</summary>
internal sealed class TakeOverWatch(IServiceScopeFactory scopes, IOptions<TakeOverOptions> options, TimeProvider time, ILogger<TakeOverWatch> log)
    : PeriodicJob(options.Value.LookEvery, time, log)
{
    private const int Batch = 100;

    protected override Task RunAsync(CancellationToken stop) => RunOnceAsync(stop);

    /// <summary>Returns how many it ended.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        IReadOnlyList<int> stale;
        await using (var scope = scopes.CreateAsyncScope())
        {
            stale = await scope.ServiceProvider.GetRequiredService<IHelpRequests>().StaleAsync(now - options.Value.AnswerWithin, now - options.Value.IdleAfter, Batch, stop);
        }

        var ended = 0;
        foreach (var number in stale)
        {
            ended += await EndAsync(number, stop) ? 1 : 0;
        }

        return ended;
    }

    private async Task<bool> EndAsync(int number, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(null, stop);
        try
        {
            if (!await scope.ServiceProvider.GetRequiredService<HelpRelay>().EndStaleAsync(number, new HelpPatience(options.Value.AnswerWithin, options.Value.IdleAfter), stop))
            {
                return false;
            }

            await work.CommitAsync(stop);
            return true;
        }
        catch (StaleDataException)
        {
            // Somebody has just said something, or another server was here: the next look sees.
            return false;
        }
    }
}
