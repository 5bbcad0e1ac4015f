using System.Globalization;
using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>channel</c>: which platforms take messages. <c>channel resume</c>: lets one be tried at once, after a person has put right what had stopped it; that is written down.</summary>
internal static class ChannelVerb
{
    public static async Task<int> ShowAsync(IServiceProvider services, CancellationToken stop)
    {
        foreach (var line in await LinesAsync(services, stop))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    public static async Task<IReadOnlyList<string>> LinesAsync(IServiceProvider services, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var stops = (await services.GetRequiredService<IChannelStops>().CurrentAsync(stop)).ToDictionary(current => current.Channel);
        return [.. services.GetServices<IChannel>().OrderBy(channel => channel.Name, StringComparer.Ordinal).Select(channel => texts.Say("host.channel",
            ("channel", channel.Name),
            ("state", !channel.IsOpen ? texts.Say("host.channel-off")
                : stops.TryGetValue(channel.Name, out var stopped) ? Stopped(texts, stopped)
                : texts.Say("host.channel-open"))))];
    }

    public static async Task<int> ResumeAsync(IServiceProvider services, string channel, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var known = services.GetServices<IChannel>().Select(one => one.Name).Order(StringComparer.Ordinal).ToList();
        if (!known.Contains(channel))
        {
            await Console.Error.WriteLineAsync(texts.Say("host.channel-unknown", ("channel", channel), ("known", texts.List(known))));
            return 2;
        }

        var resumed = await EndAsync(services, channel, stop);
        await Console.Out.WriteLineAsync(texts.Say(resumed ? "host.channel-resumed" : "host.channel-not-stopped", ("channel", channel)));
        return resumed ? 0 : 1;
    }

    private static async Task<bool> EndAsync(IServiceProvider services, string channel, CancellationToken stop)
    {
        var (work, stops, now) = (services.GetRequiredService<IUnitOfWork>(), services.GetRequiredService<IChannelStops>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        await work.BeginAsync(null, stop);
        var reason = (await stops.CurrentAsync(stop)).FirstOrDefault(current => current.Channel == channel)?.Reason;
        var ended = await stops.EndAsync(channel, stop);
        if (ended)
        {
            await services.GetRequiredService<IAudit>().AddAsync(new AuditEntry(Guid.CreateVersion7(now), now, "channel-resumed", null, "channel resume", $"channel {channel}", reason), stop);
        }

        await work.CommitAsync(stop);
        return ended;
    }

    private static string Stopped(ITexts texts, ChannelStop stopped) => texts.Say("host.channel-stopped",
        ("channel", stopped.Channel), ("reason", stopped.Reason), ("since", Moment(stopped.Since)), ("until", Moment(stopped.Until)));

    private static string Moment(DateTimeOffset at) => ChinaTime.In(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
