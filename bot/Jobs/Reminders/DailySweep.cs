using BotAssistant.Reminders;
using BotAssistant.Scheduling;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>Plans the day's reminders before anybody is at work. What was missed is made up for: reminders know by themselves whether they still hold.</summary>
internal sealed class DailySweep(ReminderDesk desk) : IScheduledJob
{
    public string Name => "daily-sweep";

    public JobSchedule Schedule { get; } = new("0 30 4 * * ?", MadeUpFor: true);

    public async Task<JobCounts> RunAsync(CancellationToken stop) => new(new Dictionary<string, long> { ["planned"] = await desk.PlanAsync(stop) });
}
