using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Core.Tests;

public sealed class ChinaTimeTests
{
    [Fact]
    public void The_day_begins_at_midnight_in_Shanghai()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 15, 59, 59, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 11, 23), ChinaTime.Today(time));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new DateOnly(2026, 11, 24), ChinaTime.Today(time));
    }

    [Fact]
    public void Now_is_told_in_Shanghais_offset_whatever_the_servers_zone()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8)), ChinaTime.Now(time));
        Assert.Equal(TimeSpan.FromHours(8), ChinaTime.Now(time).Offset);
    }
}
