using BotAssistant.Bot.Jobs;
using BotAssistant.People;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>A campaign over WeChat into the night: what the platform was sent, and at what hour.</summary>
public abstract class BroadcastHoursTests(PostgresCluster? cluster)
{
    private const string Mark = "请各位自查";

    [Fact]
    public async Task Nothing_of_a_campaign_goes_at_night_not_even_to_somebody_who_writes_then()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        await using var bot = await WeChatInProcess.StartAsync(cluster);
        var (author, other) = (await bot.BoundAsync("oAuthor", Role.Officer, "330203"), await bot.BoundAsync("oOther", Role.Officer, "330203"));
        var (early, silent) = (bot.Platform.User("oEarly"), bot.Platform.User("oSilent"));
        await bot.Services.RegisterAsync(bot.AddressOf(early), "early", "330203", "年糕");
        await bot.Services.RegisterAsync(bot.AddressOf(silent), "silent", "330203", "豆腐");
        bot.Time.SetUtcNow(At(2, 20, 50));
        await bot.SayAsync(early, "菜单");
        foreach (var words in new[] { "群发", "节前提醒", "1", Mark, "不限", "1", "现在", "1", "群发提交 1" })
        {
            await bot.SayAsync(author, words);
        }

        await bot.SayAsync(other, "群发批准 1");
        Assert.Contains("已批准", await bot.SayAsync(other, "1"), StringComparison.Ordinal);
        await bot.Services.GetRequiredService<CampaignSender>().RunOnceAsync(default);

        // It is queued before nine and looked at after: the night begins in between.
        bot.Time.SetUtcNow(At(2, 21, 0));
        await StepAsync(bot);
        Assert.DoesNotContain(Mark, await bot.SayAsync(silent, "菜单"), StringComparison.Ordinal);
        Assert.Contains("要办什么", silent.Screen.Texts[^1], StringComparison.Ordinal);
        bot.Time.SetUtcNow(At(3, 7, 59));
        await StepAsync(bot);
        Assert.Empty(Sent(bot));

        bot.Time.SetUtcNow(At(3, 8, 0));
        await StepAsync(bot);
        Assert.Equal(["oEarly", "oSilent"], Sent(bot).Select(call => call.User).Order(StringComparer.Ordinal));
        Assert.All(Sent(bot), call => Assert.Equal(At(3, 8, 0), call.At));
    }

    private static async Task StepAsync(WeChatInProcess bot)
    {
        await bot.Services.GetRequiredService<CampaignSender>().RunOnceAsync(default);
        while (await bot.Services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
        {
            // What is due at this hour.
        }
    }

    private static List<(string User, DateTimeOffset At)> Sent(WeChatInProcess bot) => [.. bot.Platform.Users
        .Where(user => user.OpenId is "oEarly" or "oSilent")
        .SelectMany(user => user.Screen.Lines.Where(line => line.Text.Contains(Mark, StringComparison.Ordinal)).Select(line => (user.OpenId, line.At.ToUniversalTime())))];

    private static DateTimeOffset At(int day, int hour, int minute) => new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}

public sealed class BroadcastHoursOnSqlite() : BroadcastHoursTests(null);

public sealed class BroadcastHoursOnPostgres(PostgresCluster cluster) : BroadcastHoursTests(cluster);
