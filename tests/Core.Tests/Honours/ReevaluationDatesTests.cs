using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Honours;
using Xunit;

namespace BotAssistant.Core.Tests.Honours;

public sealed class ReevaluationDatesTests
{
    private readonly ReevaluationRule rule = Shipped.Book.Reevaluation.All[0];

    [Fact]
    public void The_literal_reading_applies_and_both_are_to_be_confirmed()
    {
        Assert.Equal(WindowReading.WithinLastDays, rule.Window.Reading);
        Assert.All(rule.Windows, window => Assert.Equal(BotAssistant.Regulations.Certainty.ToConfirm, window.Certainty));
        Assert.Equal(2, rule.Windows.Count);
    }

    [Theory]
    [InlineData(WindowReading.WithinLastDays, "2021-06-15", "2021-05-16", "2021-06-15")]
    [InlineData(WindowReading.WithinLastDays, "2024-03-30", "2024-02-29", "2024-03-30")] // over a leap day
    [InlineData(WindowReading.WithinLastDays, "2023-03-30", "2023-02-28", "2023-03-30")]
    [InlineData(WindowReading.WithinLastDays, "2021-01-10", "2020-12-11", "2021-01-10")] // over a year's end
    [InlineData(WindowReading.DaysBefore, "2021-06-15", null, "2021-05-16")]
    [InlineData(WindowReading.DaysBefore, "2024-03-30", null, "2024-02-29")]
    [InlineData(WindowReading.DaysBefore, "2021-01-10", null, "2020-12-11")]
    public void The_window_is_counted_in_calendar_days(WindowReading reading, string until, string? opens, string closes)
    {
        var dates = Of(reading, until);
        Assert.Equal((opens is null ? null : DateOnly.Parse(opens, null), DateOnly.Parse(closes, null)), (dates.Opens, dates.Closes.Day));
    }

    [Theory]
    [InlineData("2021-10-05", "2021-09-30")] // National Day
    [InlineData("2021-09-18", "2021-09-18")] // a worked Saturday
    [InlineData("2021-01-01", "2020-12-31")] // over a year's end
    public void A_window_that_closes_on_a_day_off_names_the_working_day_before_and_stays_open(string until, string working)
    {
        var dates = Of(WindowReading.WithinLastDays, until);
        Assert.Equal(DateOnly.Parse(working, null), dates.Closes.LastWorkingDay);
        Assert.True(dates.IsOpenOn(DateOnly.Parse(until, null)));
    }

    [Theory]
    [InlineData("2020-06-01", "2020-10-30")]
    [InlineData("2021-06-01", "2021-10-29")]
    [InlineData("2022-06-01", "2022-10-31")]
    public void The_visit_is_made_by_the_end_of_October(string until, string onSite) => Assert.Equal(DateOnly.Parse(onSite, null), Of(WindowReading.WithinLastDays, until).OnSiteBy.LastWorkingDay);

    [Theory]
    [InlineData(WindowReading.WithinLastDays, "2021-10-31", OnSiteClash.None)]
    [InlineData(WindowReading.WithinLastDays, "2021-11-01", OnSiteClash.ClosesAfter)]
    [InlineData(WindowReading.WithinLastDays, "2021-11-30", OnSiteClash.ClosesAfter)] // opens on the last day
    [InlineData(WindowReading.WithinLastDays, "2021-12-01", OnSiteClash.OpensAfter)]
    [InlineData(WindowReading.WithinLastDays, "2021-12-31", OnSiteClash.OpensAfter)]
    [InlineData(WindowReading.WithinLastDays, "2022-01-15", OnSiteClash.None)] // seen by the October after
    [InlineData(WindowReading.DaysBefore, "2021-11-30", OnSiteClash.None)]
    [InlineData(WindowReading.DaysBefore, "2021-12-01", OnSiteClash.ClosesAfter)]
    public void A_certificate_that_ends_after_October_clashes_with_the_date_of_the_visit(WindowReading reading, string until, OnSiteClash clash)
        => Assert.Equal(clash, Of(reading, until).Clash);

    [Theory]
    [InlineData("2021-05-15", "window-not-open", CriterionOutcome.Open)]
    [InlineData("2021-05-16", "not-applied", CriterionOutcome.Open)]
    [InlineData("2021-06-15", "not-applied", CriterionOutcome.Open)]
    [InlineData("2021-06-16", "window-missed", CriterionOutcome.NotMet)]
    public void Before_an_application_the_window_says_how_things_stand(string asOf, string reason, CriterionOutcome outcome)
    {
        var window = Eligibility.Of(new EligibilityFacts(new DateOnly(2021, 6, 15), null, null, [], []), rule, Shipped.Book.WorkingDays, DateOnly.Parse(asOf, null)).Criteria[0];
        Assert.Equal((reason, outcome), (window.Reason, window.Outcome));
    }

    private ReevaluationDates Of(WindowReading reading, string until) => (rule with { Applies = reading }).DatesOf(DateOnly.Parse(until, null), Shipped.Book.WorkingDays);
}
