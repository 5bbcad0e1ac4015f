using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>log</c>: the channel log as a person reads it, newest first, or all of one message.</summary>
internal static class LogVerb
{
    public static async Task<int> RunAsync(IServiceProvider services, Guid? message, int limit, CancellationToken stop)
    {
        var entries = await services.GetRequiredService<IChannelLog>().ReadAsync(message, limit, stop);
        foreach (var entry in entries)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{ChinaTime.In(entry.At):yyyy-MM-dd HH:mm:ss.fff}  {entry.Channel}  {entry.Call}  {entry.Outcome}  {entry.Took.TotalMilliseconds:0} ms  {entry.About}  {entry.Trace}").TrimEnd());
        }

        if (entries.Count == 0)
        {
            await Console.Out.WriteLineAsync(services.GetRequiredService<ITexts>().Say("host.log-empty"));
        }

        return 0;
    }
}
