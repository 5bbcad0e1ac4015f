using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Verbs;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>A platform that lets nothing go: one message finds out, all rest, officers are told once, one message tries, and then nothing is lost.</summary>
public sealed class StoppedAccountTests
{
    private const string Send = "message/custom/send";

    [Theory]
    [InlineData(40243, "secret-frozen 40243")]
    [InlineData(48004, "api-banned 48004")]
    public async Task The_whole_account_rests_one_message_tries_and_officers_are_told_once(int code, string reason)
    {
        await using var bot = await WeChatInProcess.StartAsync(null);
        var officer = await bot.BoundAsync("officer", Role.Officer, Person.WholeCity);
        var owners = Enumerable.Range(0, 30).Select(index => bot.Platform.User($"o{index}")).ToList();
        foreach (var owner in owners)
        {
            await bot.SayAsync(owner, "你好");
        }

        bot.Platform.Api.Fail(Send, code, times: 100);
        await QueueAsync(bot, owners);
        await SendAsync(bot);
        var tried = bot.Platform.Api.CallsOf(Send).Count;
        Assert.InRange(tried, 1, owners.Count);

        // Two tries in 25 minutes: that is all that the platform sees.
        for (var minute = 0; minute < 25; minute++)
        {
            bot.Time.Advance(TimeSpan.FromMinutes(1));
            await SendAsync(bot);
        }

        Assert.InRange(bot.Platform.Api.CallsOf(Send).Count - tried, 1, 3);
        Assert.Contains(await ChannelVerb.LinesAsync(bot.Services, default), line => line.Contains(reason, StringComparison.Ordinal));

        bot.Platform.Api.Recover(Send);
        bot.Time.Advance(TimeSpan.FromMinutes(12));
        await SendAsync(bot);
        bot.Time.Advance(TimeSpan.FromMinutes(12));
        await SendAsync(bot);
        Assert.All(owners, owner => Assert.Single(owner.Screen.Texts, text => text.Contains("示例通知", StringComparison.Ordinal)));
        Assert.Single(officer.Screen.Texts, text => text.Contains("发不出消息", StringComparison.Ordinal) && text.Contains(reason, StringComparison.Ordinal));
        Assert.Single(officer.Screen.Texts, text => text.Contains("又能发消息了", StringComparison.Ordinal));
        Assert.DoesNotContain(await ChannelVerb.LinesAsync(bot.Services, default), line => line.Contains(reason, StringComparison.Ordinal));
    }

    private static async Task QueueAsync(WeChatInProcess bot, IEnumerable<FakeWeChatUser> users)
    {
        var now = bot.Time.GetUtcNow();
        await bot.Services.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IOutbox>().AddAsync(
                [.. users.Select(user => new OutboxMessage(Guid.CreateVersion7(now), bot.AddressOf(user), new OutboundPart("示例通知"), now, now.AddDays(1)) { Lane = OutboxLane.Bulk })], default);
            return 0;
        });
    }

    private static async Task SendAsync(WeChatInProcess bot)
    {
        while (await bot.Services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
        {
            // Until there is nothing more to do now.
        }
    }
}
