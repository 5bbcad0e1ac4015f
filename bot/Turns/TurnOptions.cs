using System.ComponentModel.DataAnnotations;

namespace BotAssistant.Bot.Turns;

/// <summary>Section <c>Turns</c>.</summary>
internal sealed class TurnOptions
{
    public const string Section = "Turns";

    /// <summary>How long a request waits on for a commit that has begun when its patience ends. WeChat hangs up at 5 s; its budget is 3.5 s.</summary>
    public TimeSpan CommitGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Age at which a waiting message is taken up by recovery: longer than any live turn.</summary>
    public TimeSpan RecoverAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often recovery looks.</summary>
    public TimeSpan RecoverEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries of one message over all crashes, after which the person is told.</summary>
    [Range(1, 100)]
    public int MostAttempts { get; set; } = 10;

    /// <summary>Replays of one turn that somebody else was ahead of.</summary>
    [Range(1, 50)]
    public int MostReplays { get; set; } = 10;

    /// <summary>Answers older than this are no longer worth pushing.</summary>
    public TimeSpan AnswersLast { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Largest photo taken in, megabytes.</summary>
    [Range(1, 50)]
    public int MaxPhotoMegabytes { get; set; } = 10;
}
