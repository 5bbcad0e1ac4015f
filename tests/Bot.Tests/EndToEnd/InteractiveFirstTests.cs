using BotAssistant.Bot.Jobs;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing.WeChat.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>What one waits for goes beside what many are told, however slow the platform is.</summary>
public sealed class InteractiveFirstTests
{
    private const string Send = "message/custom/send";
    private const int Reminders = 60;

    [Fact]
    public async Task A_notice_does_not_wait_for_reminders()
    {
        await using var bot = await WeChatInProcess.StartAsync(null, ("Outbox:BulkPerSecondElsewhere", "0"), ("Outbox:BulkBatch", "5"));
        var owners = Enumerable.Range(0, Reminders).Select(index => bot.Platform.User($"o{index}")).ToList();
        var waiting = bot.Platform.User("waiting");
        foreach (var owner in owners.Append(waiting))
        {
            await bot.SayAsync(owner, "你好");
        }

        bot.Platform.Api.Inject(Send, Fault.Delay, 1500, times: 1000);
        var sender = bot.Services.GetRequiredService<OutboxSender>();
        await QueueAsync(bot, [.. owners.Select(bot.AddressOf)], OutboxLane.Bulk);
        await sender.StartAsync(default);
        await owners[0].Screen.WaitAsync(lines => lines.Any(line => line.Text == "示例"));

        await QueueAsync(bot, [bot.AddressOf(waiting)], OutboxLane.Interactive);
        await waiting.Screen.WaitAsync(lines => lines.Any(line => line.Text == "示例"));
        var told = owners.Count(Told);
        await sender.StopAsync(default);

        Assert.InRange(told, 1, Reminders / 2);
    }

    [Fact]
    public async Task What_a_turn_has_for_somebody_else_goes_at_once_and_not_at_the_next_look()
    {
        await using var bot = await WeChatInProcess.StartAsync(null, ("Outbox:Every", "01:00:00"));
        var inspector = await bot.BoundAsync("inspector", Role.Inspector, Person.WholeCity);
        var sender = bot.Services.GetRequiredService<OutboxSender>();
        await sender.StartAsync(default);

        await bot.Platform.User("asks").SayAsync("人工 标签怎么贴");
        await inspector.Screen.WaitAsync(lines => lines.Any(line => line.Text.Contains("求助", StringComparison.Ordinal)));
        await sender.StopAsync(default);
    }

    private static bool Told(Testing.WeChat.FakeWeChatUser user) => user.Screen.Texts.Contains("示例");

    private static Task<int> QueueAsync(WeChatInProcess bot, IReadOnlyList<ChatAddress> to, OutboxLane lane) => bot.Services.InScopeAsync(async scope =>
    {
        var now = bot.Time.GetUtcNow();
        await scope.GetRequiredService<IOutbox>().AddAsync(
            [.. to.Select((address, index) => new OutboxMessage(Guid.CreateVersion7(now), address, new OutboundPart("示例"), now, now.AddDays(1)) { Sequence = index, Lane = lane })], default);
        return 0;
    });
}
