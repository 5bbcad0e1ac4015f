using System.ComponentModel.DataAnnotations;
using BotAssistant.Bot.Turns;
using BotAssistant.Campaigns;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>Section <c>Campaigns</c>.</summary>
internal sealed class CampaignOptions
{
    public const string Section = "Campaigns";

    /// <summary>How often each campaign makes a step. With <see cref="Batch"/> it is the pace: 50 a second is 10,000 people in under four minutes.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most messages that one step queues.</summary>
    [Range(1, 5000)]
    public int Batch { get; set; } = 50;

    /// <summary>Most messages of a campaign that stand in the outbox about to go; a slow platform is not given more.</summary>
    [Range(1, 10000)]
    public int Ahead { get; set; } = 200;

    /// <summary>Workshops that one step looks through for recipients.</summary>
    [Range(1, 50000)]
    public int Part { get; set; } = 5000;

    /// <summary>How often the outbox's outcomes are taken over, by which a campaign is found to have ended.</summary>
    public TimeSpan SettleEvery { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Moves the campaigns that have been approved (<see cref="CampaignRun"/>), step by step.</summary>
internal sealed class CampaignSender(IServiceScopeFactory scopes, OutboxSignal due, IOptions<CampaignOptions> options, TimeProvider time, ILogger<CampaignSender> log)
    : PeriodicJob(options.Value.Every, time, log)
{
    private const int IndexBatch = 1000;

    private long? settledAt;
    private bool indexed;

    protected override Task RunAsync(CancellationToken stop) => RunOnceAsync(stop);

    /// <summary>One step of each; returns how many messages were queued.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        await IndexAsync(stop);
        var settle = settledAt is not { } at || Time.GetElapsedTime(at) >= options.Value.SettleEvery;
        var queued = 0;
        foreach (var number in await ActiveAsync(stop))
        {
            queued += await StepAsync(number, settle, stop);
        }

        settledAt = settle ? Time.GetTimestamp() : settledAt;
        if (queued > 0)
        {
            due.Raise();
        }

        return queued;
    }

    private async Task<IReadOnlyList<int>> ActiveAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICampaigns>().ActiveAsync(stop);
    }

    private async Task<int> StepAsync(int number, bool settle, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<CampaignRun>().StepAsync(number, settle, stop);
        }
        catch (StaleDataException)
        {
            // An officer, or another server's step, was first: the next look sees what they did.
            return 0;
        }
    }

    /// <summary>Once a start: workshops from before there was an index of products.</summary>
    private async Task IndexAsync(CancellationToken stop)
    {
        while (!indexed)
        {
            await using var scope = scopes.CreateAsyncScope();
            indexed = await scope.ServiceProvider.GetRequiredService<IProductIndex>().FillAsync(IndexBatch, stop) < IndexBatch;
        }
    }
}
