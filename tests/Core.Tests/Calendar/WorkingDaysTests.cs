using BotAssistant.Calendar;
using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Calendar;

public sealed class WorkingDaysTests
{
    private readonly WorkingDays days = Shipped.Book.WorkingDays;

    [Theory]
    [InlineData("2020-04-24", "2020-05-07")]
    [InlineData("2020-09-25", "2020-10-12")]
    [InlineData("2021-09-17", "2021-09-28")]
    public void Seven_working_days_from_receipt_pass_over_holidays_and_count_worked_weekends(string received, string due)
        => Assert.Equal(Day(due), days.After(Day(received), 7));

    [Theory]
    [InlineData("2026-11-25", "2026-11-25", false)]
    [InlineData("2026-11-28", "2026-11-27", true)] // a Saturday
    [InlineData("2026-10-07", "2026-09-30", true)] // the end of National Day
    [InlineData("2026-10-10", "2026-10-10", false)] // a worked Saturday
    [InlineData("2021-01-02", "2020-12-31", true)] // over the year's end
    public void A_due_day_is_shown_with_the_last_working_day_not_after_it(string day, string last, bool off)
        => Assert.Equal((Day(last), off), (days.Due(Day(day)).LastWorkingDay, days.Due(Day(day)).FallsOnDayOff));

    [Theory]
    [InlineData("2022-10-31", true)]
    [InlineData("2026-10-31", false)] // arranged, but to be confirmed
    [InlineData("2030-10-31", false)] // not arranged yet
    public void A_day_of_a_year_whose_arrangement_is_not_certain_is_to_be_confirmed(string day, bool confirmed)
        => Assert.Equal(confirmed, days.Due(Day(day)).Confirmed);

    [Fact]
    public void A_year_without_an_arrangement_has_weekends_only()
        => Assert.Equal((true, false), (days.IsWorkingDay(Day("2030-10-01")), days.IsWorkingDay(Day("2030-10-05"))));

    [Fact]
    public void An_imported_year_stands_in_place_of_the_shipped_one()
    {
        var changed = days.With([Year(2020, off: ["2020-02-03"]), Year(2030, off: ["2030-10-01"])]);

        Assert.False(changed.IsWorkingDay(Day("2020-02-03")));
        Assert.True(changed.IsWorkingDay(Day("2020-10-02")));
        Assert.False(changed.IsWorkingDay(Day("2030-10-01")));
        Assert.True(days.IsWorkingDay(Day("2030-10-01")));
    }

    [Fact]
    public void The_shipped_years_make_up_as_many_days_as_the_notices_say()
        => Assert.Equal([(2020, 6), (2021, 7), (2022, 7), (2026, 6)], days.Years.Select(year => (year.Year, year.Worked.Count)));

    [Fact]
    public void A_wrong_year_says_what_is_wrong()
        => Assert.Equal(
            ["2031-01-01 is not in 2030.", "2030-10-01 stands there twice.", "2030-10-01 is no weekend: it is worked anyway."],
            Year(2030, off: ["2031-01-01", "2030-10-01"], worked: ["2030-10-01"]).Faults());

    private static CalendarYear Year(int year, string[]? off = null, string[]? worked = null) => new()
    {
        Year = year,
        Source = "s",
        Reviewed = new DateOnly(2026, 11, 25),
        Certainty = Certainty.Found,
        Off = [.. (off ?? []).Select(Day)],
        Worked = [.. (worked ?? []).Select(Day)],
    };

    private static DateOnly Day(string day) => DateOnly.Parse(day, null);
}
