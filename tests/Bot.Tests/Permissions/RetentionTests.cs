using BotAssistant.Bot.Jobs;
using BotAssistant.Regulations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BotAssistant.Bot.Tests.Permissions;

/// <summary>What the data notice promises: an unsubmitted draft is gone after 30 days, and not before.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task A_draft_lives_thirty_days()
    {
        await using var bot = await BotInProcess.StartAsync();
        foreach (var words in new[] { "建档", "1", "阿四年糕坊" })
        {
            await bot.SayAsync("owner", words);
        }

        var housekeeping = new Housekeeping(bot.Services.GetRequiredService<IServiceScopeFactory>(), bot.Services.GetRequiredService<RegulationBook>(), bot.Time, NullLogger<Housekeeping>.Instance);
        bot.Time.Advance(TimeSpan.FromDays(29));
        await housekeeping.RunOnceAsync(default);
        Assert.Contains("【2】", await bot.SayAsync("owner", "继续"), StringComparison.Ordinal);

        bot.Time.Advance(TimeSpan.FromDays(31));
        await housekeeping.RunOnceAsync(default);
        Assert.Contains("没有没填完", await bot.SayAsync("owner", "继续"), StringComparison.Ordinal);
    }
}
