using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Scheduling;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>jobs</c>: each job with its last run, what came of it, and its next.</summary>
internal static class JobsVerb
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var runs = services.GetRequiredService<IJobRuns>();
        foreach (var (job, next) in services.GetRequiredService<ITimetable>().Next(services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            var last = await runs.LastAsync(job, 1, stop) is [var newest, ..] ? newest : null;
            await Console.Out.WriteLineAsync(texts.Say("host.job",
                ("job", job),
                ("last", last is null ? texts.Say("host.job-never") : Moment(last.StartedAt)),
                ("outcome", last is null ? "" : texts.Say($"host.job-{last.Outcome ?? "running"}")),
                ("detail", last?.Detail ?? ""),
                ("next", Moment(next))));
        }

        return 0;
    }

    private static string Moment(DateTimeOffset at) => ChinaTime.In(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
