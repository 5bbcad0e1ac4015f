using BotAssistant.Bot.Jobs;
using Xunit;

namespace BotAssistant.Bot.Tests.Jobs;

public sealed class OutboxOptionsTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(0.5, 1)]
    [InlineData(5, 1)]
    [InlineData(100, 10)]
    [InlineData(101, 11)]
    [InlineData(5000, 100)]
    public void A_pace_is_kept_by_tenths_of_a_second(double perSecond, int batch)
    {
        var options = new OutboxOptions { BulkBatch = 100, BulkPerSecond = { ["paced"] = perSecond } };
        Assert.Equal(batch, options.BatchOf("paced"));
        Assert.Equal(10, options.BatchOf("another"));
    }
}
