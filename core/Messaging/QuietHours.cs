using BotAssistant.Regulations;

namespace BotAssistant.Messaging;

/// <summary>The hours in which nobody is disturbed: neither reminders nor campaigns go out. Answers always do.</summary>
public sealed record QuietHours : Rule
{
    /// <summary>From this hour of the evening, Asia/Shanghai; 24 = there are none …</summary>
    public required int FromHour { get; init; }

    /// <summary>… to this hour of the morning.</summary>
    public required int UntilHour { get; init; }

    public bool Hold(DateTimeOffset at) => ChinaTime.In(at).Hour is var hour && (hour >= FromHour || hour < UntilHour);

    /// <summary>The hours between two nights.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) DayOf(DateOnly day)
    {
        var midnight = ChinaTime.At(day, TimeOnly.MinValue);
        return (midnight.AddHours(UntilHour), midnight.AddHours(FromHour));
    }
}
