using BotAssistant.Calendar;
using BotAssistant.Regulations;

namespace BotAssistant.Honours;

/// <summary>How "证书有效期截止日期前30日内" is read. The plan's wording allows both.</summary>
public enum WindowReading
{
    /// <summary>Within the last days before the end, the end's own day included.</summary>
    WithinLastDays,
    /// <summary>At least so many days before the end.</summary>
    DaysBefore,
}

/// <summary>One way to read the window, with what speaks for it.</summary>
public sealed record ApplicationWindow
{
    public required WindowReading Reading { get; init; }

    /// <summary>Calendar days: the plan does not say 工作日.</summary>
    public required int Days { get; init; }

    /// <summary>How it is cited to a person.</summary>
    public required string Text { get; init; }

    public required string Source { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>The first day to apply; null = as soon as one likes.</summary>
    public DateOnly? OpensOn(DateOnly validUntil) => Reading == WindowReading.WithinLastDays ? validUntil.AddDays(-Days) : null;

    /// <summary>The last day to apply.</summary>
    public DateOnly ClosesOn(DateOnly validUntil) => Reading == WindowReading.WithinLastDays ? validUntil : validUntil.AddDays(-Days);
}

/// <summary>A certificate's window beside the day by which districts must have been on the spot: the plan sets both, and they do not always go together.</summary>
public enum OnSiteClash
{
    None,
    /// <summary>One may still apply after that day, too late to be seen in time.</summary>
    ClosesAfter,
    /// <summary>One may not even apply before that day is over.</summary>
    OpensAfter,
}

/// <summary>When a certificate's holder may apply, and until when the district must have scored on the spot.</summary>
/// <param name="Opens">Null = as soon as one likes.</param>
/// <param name="Closes">The last day to apply; on a day off it is shown with the last working day before and still holds.</param>
/// <param name="OnSiteBy">In the year the certificate ends.</param>
public sealed record ReevaluationDates(ApplicationWindow Window, DateOnly? Opens, DueDay Closes, DueDay OnSiteBy, OnSiteClash Clash)
{
    public bool IsOpenOn(DateOnly day) => day <= Closes.Day && (Opens is null || day >= Opens);
}

/// <summary>复评: what keeps an honour (the plan, 二（五）).</summary>
public sealed record ReevaluationRule : Rule
{
    /// <summary>The reading that applies; a setting of the bureau's.</summary>
    public required WindowReading Applies { get; init; }

    public required IReadOnlyList<ApplicationWindow> Windows { get; init; }

    /// <summary>各地应在…之前完成现场复评: month and day, of the year the certificate ends.</summary>
    public required int OnSiteMonth { get; init; }

    public required int OnSiteDay { get; init; }

    /// <summary>现场验收评分不低于.</summary>
    public required decimal PassScore { get; init; }

    /// <summary>近…年未被行政立案处罚.</summary>
    public required int CaseYears { get; init; }

    /// <summary>连续…年未出现抽检不合格.</summary>
    public required int SamplingYears { get; init; }

    /// <summary>How the rule is cited to a person.</summary>
    public required string Basis { get; init; }

    public ApplicationWindow Window => Windows.Single(window => window.Reading == Applies);

    public ReevaluationDates DatesOf(DateOnly validUntil, WorkingDays calendar)
    {
        var (opens, closes) = (Window.OpensOn(validUntil), Window.ClosesOn(validUntil));
        var onSite = new DateOnly(validUntil.Year, OnSiteMonth, OnSiteDay);
        var clash = opens > onSite ? OnSiteClash.OpensAfter : closes > onSite ? OnSiteClash.ClosesAfter : OnSiteClash.None;
        return new ReevaluationDates(Window, opens, calendar.Due(closes), calendar.Due(onSite), clash);
    }
}
