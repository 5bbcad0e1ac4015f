using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Jobs;

/// <summary>
/// Keeps account of platforms that let nothing go: all servers rest (<see cref="IChannelStops"/>), one message tries now and then, and the city's officers are told
/// when it begins and when it is over. Their notices on the very channel wait.
/// </summary>
internal sealed class ChannelIncidents(IServiceScopeFactory scopes, TimeProvider time, ILogger<ChannelIncidents> log)
{
    /// <summary>Where the channel does not say how long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    public async Task NoteAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes)
    {
        foreach (var channel in outcomes.GroupBy(outcome => outcome.Message.To.Channel))
        {
            if (channel.Select(outcome => outcome.Result).OfType<SendResult.AccountStopped>().FirstOrDefault() is { } stopped)
            {
                await StopAsync(channel.Key, stopped);
            }
            else if (channel.Any(outcome => outcome is { Message.IsTrial: true, Result: SendResult.Sent or SendResult.RouteClosed or SendResult.ContactGone }))
            {
                await EndAsync(channel.Key);
            }
        }
    }

    private Task StopAsync(string channel, SendResult.AccountStopped stopped) => InTransactionAsync(async scope =>
    {
        var now = time.GetUtcNow();
        if (await scope.GetRequiredService<IChannelStops>().StopAsync(channel, stopped.Reason, now + (stopped.After ?? Rest), CancellationToken.None))
        {
            log.LogError("Nothing goes on channel {Channel} any more ({Reason}); one message tries from time to time", channel, stopped.Reason);
            await TellAsync(scope, "notice.channel-stopped", [("channel", channel), ("reason", stopped.Reason), ("since", $"{ChinaTime.In(now):yyyy-MM-dd HH:mm}")]);
        }
    });

    private Task EndAsync(string channel) => InTransactionAsync(async scope =>
    {
        if (await scope.GetRequiredService<IChannelStops>().EndAsync(channel, CancellationToken.None))
        {
            log.LogWarning("Channel {Channel} takes messages again", channel);
            await TellAsync(scope, "notice.channel-open", [("channel", channel)]);
        }
    });

    private static async Task TellAsync(IServiceProvider scope, string textKey, IReadOnlyList<(string Name, string Value)> values)
    {
        foreach (var officer in await scope.GetRequiredService<IPeople>().OfficersOfAsync(Person.WholeCity, CancellationToken.None))
        {
            await scope.GetRequiredService<INotices>().TellAsync(officer, textKey, values, CancellationToken.None);
        }
    }

    private async Task InTransactionAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(null, CancellationToken.None);
        await work(scope.ServiceProvider);
        await unit.CommitAsync(CancellationToken.None);
    }
}
