using BotAssistant.Calendar;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>calendar</c>: which years of the working-day calendar are known; <c>calendar import FILE</c> takes up new ones while the server runs.</summary>
internal static class CalendarVerb
{
    public static async Task<int> ShowAsync(IServiceProvider services, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var calendar = services.GetRequiredService<RegulationBook>().WorkingDays.With(await services.GetRequiredService<ICalendarYears>().AllAsync(stop));
        foreach (var year in calendar.Years)
        {
            await Console.Out.WriteLineAsync(Line(texts, year));
        }

        return 0;
    }

    public static async Task<int> ImportAsync(IServiceProvider services, string file, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync(texts.Say("host.calendar-no-file", ("file", file)));
            return 2;
        }

        var years = RegulationFiles.Years(File.OpenRead(file), Path.GetFileName(file));
        await services.GetRequiredService<ICalendarYears>().PutAsync(years, stop);
        foreach (var year in years)
        {
            await Console.Out.WriteLineAsync(Line(texts, year));
        }

        return 0;
    }

    private static string Line(ITexts texts, CalendarYear year) => texts.Say(
        year.Certainty == Certainty.Found ? "host.calendar-year" : "host.calendar-year-unconfirmed",
        ("year", $"{year.Year}"), ("off", $"{year.Off.Count}"), ("worked", $"{year.Worked.Count}"), ("source", year.Source));
}
