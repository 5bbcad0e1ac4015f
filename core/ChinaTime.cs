namespace BotAssistant;

/// <summary>The bureau's clock: Asia/Shanghai, whatever the server's zone (promise 7).</summary>
public static class ChinaTime
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Now(TimeProvider time) => In(time.GetUtcNow());

    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(Now(time).DateTime);

    public static DateTimeOffset In(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Shanghai.GetUtcOffset(day.ToDateTime(time)));
}
