using BotAssistant.Bot.Turns;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using BotAssistant.Scheduling;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>
/// Puts planned reminders into the outbox, from the delivery hour on, each hour until the quiet ones: an owner gets one message for all that concerns them, the
/// staff of a district one with what is due there. Each page is one transaction, so whatever dies, nobody is told twice.
/// </summary>
internal sealed class DeliverReminders(IServiceScopeFactory scopes, OutboxSignal queued, RegulationBook regulations, TimeProvider time) : IScheduledJob
{
    /// <summary>People a transaction: short enough that nobody waits for it.</summary>
    private const int PeoplePage = 100;

    public string Name => "deliver-reminders";

    /// <summary>Every hour, also the quiet ones, in which it does nothing: which they are is data and may change while we run.</summary>
    public JobSchedule Schedule { get; } = new("0 0 * * * ?", MadeUpFor: true);

    public async Task<JobCounts> RunAsync(CancellationToken stop)
    {
        var counts = new DeliveryCounts();
        if (MayDeliver())
        {
            counts.Settled = await InScopeAsync(delivery => delivery.SettleAsync(stop));
            await OwnersAsync(counts, stop);
            await StaffAsync(counts, stop);
        }

        return counts.ToJobCounts();
    }

    private async Task OwnersAsync(DeliveryCounts counts, CancellationToken stop)
    {
        Guid? last = null;
        while (MayDeliver() && await InScopeAsync(delivery => delivery.OwnersAsync(last, PeoplePage, counts, stop)) is { } next)
        {
            last = next;
            queued.Raise();
        }
    }

    private async Task StaffAsync(DeliveryCounts counts, CancellationToken stop)
    {
        foreach (var district in await InScopeAsync(delivery => delivery.DistrictsAsync(stop)))
        {
            if (MayDeliver())
            {
                await InScopeAsync(delivery => delivery.DistrictAsync(district, counts, stop));
                queued.Raise();
            }
        }
    }

    private bool MayDeliver()
    {
        var today = ChinaTime.Today(time);
        return regulations.Reminders.On(today).MayDeliver(time.GetUtcNow(), regulations.On(today).QuietHours);
    }

    private async Task<T> InScopeAsync<T>(Func<Delivery, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<Delivery>());
    }
}

/// <summary>What a delivery came to.</summary>
internal sealed class DeliveryCounts
{
    private readonly Dictionary<ReminderState, long> moved = [];

    public long Settled { get; set; }

    public long Messages { get; set; }

    public void Add(ReminderState to, int count) => moved[to] = moved.GetValueOrDefault(to) + count;

    public JobCounts ToJobCounts()
    {
        var counts = new Dictionary<string, long> { ["messages"] = Messages, ["settled"] = Settled };
        foreach (var (state, count) in moved.OrderBy(pair => pair.Key))
        {
            counts[state.ToString().ToLowerInvariant()] = count;
        }

        return new JobCounts(counts);
    }
}
