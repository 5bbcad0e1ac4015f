using System.Globalization;
using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Core.Tests.Messaging;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("07:59", true)]
    [InlineData("08:00", false)]
    [InlineData("19:59", false)]
    [InlineData("20:00", true)]
    [InlineData("00:00", true)]
    public void Nights_are_quiet_in_Shanghai_wherever_the_server_stands(string hour, bool quiet)
    {
        var at = DateTimeOffset.Parse($"2026-03-02T{hour}:00+08:00", CultureInfo.InvariantCulture).ToUniversalTime();
        var rule = Shipped.Rules.QuietHours;
        Assert.Equal(quiet, rule.Hold(at));
        var (from, until) = rule.DayOf(new DateOnly(2026, 3, 2));
        Assert.Equal(quiet, at < from || at >= until);
    }

    [Theory]
    [InlineData(20, 8, true)]
    [InlineData(10, 8, true)]
    [InlineData(9, 8, false)] // reminders go from 9
    [InlineData(20, 20, false)]
    [InlineData(5, 8, false)]
    public void They_must_leave_reminders_some_time(int from, int until, bool leave)
        => Assert.Equal(leave, Shipped.Book.Reminders.All[0].HasTimeBeside(Shipped.Rules.QuietHours with { FromHour = from, UntilHour = until }));

    [Fact]
    public void There_may_be_none()
    {
        var rule = Shipped.Rules.QuietHours with { FromHour = 24, UntilHour = 0 };
        Assert.False(rule.Hold(DateTimeOffset.Parse("2026-03-02T23:59:59+08:00", CultureInfo.InvariantCulture)));
        Assert.Equal(TimeSpan.FromDays(1), rule.DayOf(new DateOnly(2026, 3, 2)).Until - rule.DayOf(new DateOnly(2026, 3, 2)).From);
    }
}
