using BotAssistant.Testing.WeChat;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>How an owner can be reached.</summary>
internal enum Manner
{
    /// <summary>Writes every morning: always in a window.</summary>
    Daily,
    /// <summary>Writes now and then: in a window for two days, out of it for longer.</summary>
    Sometimes,
    /// <summary>Never writes.</summary>
    Silent,
    /// <summary>Writes daily and has opted out of what no rule requires.</summary>
    OptedOut,
    /// <summary>Has no chat.</summary>
    Gone,
}

/// <summary>An owner of a workshop; both bear the number.</summary>
internal sealed record Owner(int Number, Manner Manner, FakeWeChatUser User)
{
    /// <summary>When a message could be pushed, for one that writes now and then.</summary>
    public List<(DateTimeOffset From, DateTimeOffset To)> Windows { get; } = [];
}

/// <summary>From then on it is due on that day; null: it is done.</summary>
internal sealed class Change(DateTimeOffset at, DateOnly? dueOn)
{
    /// <summary>Planned; once it is carried out, when it really was.</summary>
    public DateTimeOffset At { get; set; } = at;

    public DateOnly? DueOn => dueOn;
}

/// <summary>Something that is due, and all that becomes of it in the year, known beforehand.</summary>
/// <param name="Number">Of its kind and, where it has one, of its workshop.</param>
internal sealed record DueMatter(string Kind, int Number, string District, Owner? Owner)
{
    public List<Change> History { get; } = [];

    public DateOnly? DueAt(DateTimeOffset at) => History.LastOrDefault(change => change.At <= at)?.DueOn;

    /// <summary>It stayed as it is at the end from the beginning on.</summary>
    public bool RestsFrom(DateTimeOffset from, DateTimeOffset to) => !History.Exists(change => change.At > from && change.At <= to);
}

/// <summary>A reminder as the ladders define it.</summary>
internal sealed record Said(string Kind, int Number, DateOnly DueOn, int Rung);
