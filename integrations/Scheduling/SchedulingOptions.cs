namespace BotAssistant.Scheduling;

/// <summary>Section <c>Scheduling</c>.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Scheduling";

    /// <summary>Servers with the same name on one database are one cluster.</summary>
    public string Name { get; set; } = "BotAssistant";

    /// <summary>Jobs at once on this server: there are few, and they are short.</summary>
    public int Threads { get; set; } = 2;

    /// <summary>A start that is later than this was missed, and the job's schedule says what then. Quartz's own default.</summary>
    public TimeSpan MisfireThreshold { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often missed starts are looked for. Quartz's own default.</summary>
    public TimeSpan MisfireEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the scheduler sleeps when nothing is due. Quartz's own default.</summary>
    public TimeSpan IdleWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a server of a cluster says that it lives. Quartz's own default is 7.5 s; a job here may well wait a little longer.</summary>
    public TimeSpan CheckinInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after that another takes over what it was doing.</summary>
    public TimeSpan CheckinMisfireThreshold { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the schedule is compared with the clock: after a jump back, the next times would lie too far ahead.</summary>
    public TimeSpan CompareEvery { get; set; } = TimeSpan.FromHours(1);
}
