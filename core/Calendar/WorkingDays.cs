using BotAssistant.Regulations;

namespace BotAssistant.Calendar;

/// <summary>The State Council's arrangement of holidays in one year (放假安排): how it differs from the plain week.</summary>
public sealed record CalendarYear
{
    public required int Year { get; init; }

    /// <summary>The notice, by number or address.</summary>
    public required string Source { get; init; }

    public required DateOnly Reviewed { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>放假: days off, those at weekends too where the notice names them.</summary>
    public required IReadOnlyList<DateOnly> Off { get; init; }

    /// <summary>调休上班: days at weekends that are worked.</summary>
    public required IReadOnlyList<DateOnly> Worked { get; init; }

    /// <summary>What is wrong with it, in words; empty when nothing is.</summary>
    public IEnumerable<string> Faults() =>
    [
        .. Off.Concat(Worked).Where(day => day.Year != Year).Select(day => $"{day:O} is not in {Year}."),
        .. Off.Concat(Worked).GroupBy(day => day).Where(same => same.Count() > 1).Select(same => $"{same.Key:O} stands there twice."),
        .. Worked.Where(day => !WorkingDays.IsWeekend(day)).Select(day => $"{day:O} is no weekend: it is worked anyway."),
    ];
}

/// <summary>A day by which something is due, beside the last working day that is not after it.</summary>
/// <param name="Confirmed">False (待核定) while the year's arrangement is not known for sure: only weekends count then.</param>
public sealed record DueDay(DateOnly Day, DateOnly LastWorkingDay, bool Confirmed)
{
    public bool FallsOnDayOff => Day != LastWorkingDay;
}

/// <summary>Which days are worked (工作日): the plain week, corrected by each year's arrangement. Immutable.</summary>
public sealed class WorkingDays
{
    private readonly Dictionary<int, CalendarYear> years;
    private readonly HashSet<DateOnly> off;
    private readonly HashSet<DateOnly> worked;

    /// <exception cref="ArgumentException">A year stands there twice.</exception>
    public WorkingDays(IEnumerable<CalendarYear> years)
    {
        this.years = years.ToDictionary(year => year.Year);
        off = [.. this.years.Values.SelectMany(year => year.Off)];
        worked = [.. this.years.Values.SelectMany(year => year.Worked)];
    }

    public IEnumerable<CalendarYear> Years => years.Values.OrderBy(year => year.Year);

    /// <summary>The same calendar with these years in place of its own.</summary>
    public WorkingDays With(IEnumerable<CalendarYear> newer)
    {
        var merged = new Dictionary<int, CalendarYear>(years);
        foreach (var year in newer)
        {
            merged[year.Year] = year;
        }

        return new WorkingDays(merged.Values);
    }

    public bool IsWorkingDay(DateOnly day) => worked.Contains(day) || (!off.Contains(day) && !IsWeekend(day));

    /// <summary>The arrangement of the year is known and certain.</summary>
    public bool IsConfirmed(int year) => years.GetValueOrDefault(year)?.Certainty == Certainty.Found;

    public DueDay Due(DateOnly day)
    {
        var last = day;
        while (!IsWorkingDay(last))
        {
            last = last.AddDays(-1);
        }

        return new DueDay(day, last, IsConfirmed(day.Year) && IsConfirmed(last.Year));
    }

    /// <summary>The n-th working day after a day, which itself is not counted (民法典 art. 201).</summary>
    public DateOnly After(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
