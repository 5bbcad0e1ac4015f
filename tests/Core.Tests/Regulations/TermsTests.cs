using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class TermsTests
{
    [Theory]
    [InlineData("2026-11-23", "2026-12-23")]
    [InlineData("2027-01-31", "2027-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2026-12-31", "2027-01-31")]
    [InlineData("2026-09-01", "2026-10-01")] // a holiday: not moved
    public void The_first_inspection_is_due_a_month_later(string registered, string due)
        => Assert.Equal(DateOnly.Parse(due, null), Shipped.Rules.FirstInspection.DueOn(DateOnly.Parse(registered, null)));

    [Fact]
    public void A_registration_number_has_district_year_and_serial()
        => Assert.Equal("330203-2026-00001", Shipped.Rules.RegistrationNumber.Of("330203", 2026, 1));

    [Fact]
    public void A_serial_beyond_its_digits_is_not_cut()
        => Assert.Equal("330203-2026-123456", Shipped.Rules.RegistrationNumber.Of("330203", 2026, 123456));

    [Fact]
    public void A_retention_term_that_does_not_exist_is_an_error()
    {
        Assert.Equal(30, Shipped.Rules.Retention.Of("draft").Days);
        Assert.Throws<KeyNotFoundException>(() => Shipped.Rules.Retention.Of("no-such"));
    }
}
