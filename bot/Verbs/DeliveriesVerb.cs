using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>deliveries</c>: what became of the messages, by channel, route, state and reason, or the last of them one by one. Never to whom or what.</summary>
internal static class DeliveriesVerb
{
    /// <param name="since">From 00:00 of this day in Shanghai; null = today.</param>
    /// <param name="last">So many messages one by one instead, newest first.</param>
    public static async Task<int> RunAsync(IServiceProvider services, DateOnly? since, int? last, CancellationToken stop)
    {
        var lines = last is { } limit ? await LastAsync(services, limit, stop) : await CountsAsync(services, since ?? ChinaTime.Today(services.GetRequiredService<TimeProvider>()), stop);
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (lines.Count == 0)
        {
            await Console.Out.WriteLineAsync(services.GetRequiredService<ITexts>().Say("host.deliveries-empty"));
        }

        return 0;
    }

    public static async Task<IReadOnlyList<string>> CountsAsync(IServiceProvider services, DateOnly since, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var counts = await services.GetRequiredService<IOutbox>().CountAsync(ChinaTime.At(since, TimeOnly.MinValue), stop);
        return [.. counts.Select(same => texts.Say("host.deliveries",
            ("channel", same.Channel), ("route", Route(texts, same.Route)), ("state", State(texts, same.State)), ("reason", same.Reason ?? ""), ("count", $"{same.Count}")).TrimEnd())];
    }

    public static async Task<IReadOnlyList<string>> LastAsync(IServiceProvider services, int limit, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var messages = await services.GetRequiredService<IOutbox>().RecentAsync(null, limit, stop);
        return [.. messages.Select(message => texts.Say("host.delivery",
            ("at", ChinaTime.In(message.QueuedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)), ("channel", message.To.Channel), ("route", Route(texts, message.Route)),
            ("state", State(texts, message.State)), ("attempts", $"{message.Attempts}"), ("reason", message.Reason ?? "")).TrimEnd())];
    }

    private static string Route(ITexts texts, OutboundRoute? route) => texts.Say($"host.route-{(route is { } known ? known.ToString().ToLowerInvariant() : "undecided")}");

    private static string State(ITexts texts, OutboxState state) => texts.Say($"host.outbox-{state.ToString().ToLowerInvariant()}");
}
