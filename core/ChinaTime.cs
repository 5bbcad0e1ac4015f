namespace BotAssistant;

/// <summary>The bureau's clock: Asia/Shanghai, whatever the server's zone (promise 7).</summary>
public static class ChinaTime
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Now(TimeProvider time) => In(time.GetUtcNow());

    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);

    /// <summary>00:00 of the day after: when platforms count anew.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset instant) => At(DayOf(instant).AddDays(1), TimeOnly.MinValue);

    public static DateTimeOffset In(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Shanghai.GetUtcOffset(day.ToDateTime(time)));
}
