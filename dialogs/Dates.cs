using System.Globalization;

namespace BotAssistant.Dialogs;

/// <summary>Dates as a person reads them, on China's calendar.</summary>
internal static class Dates
{
    public static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(ChinaTime.In(instant).DateTime));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
