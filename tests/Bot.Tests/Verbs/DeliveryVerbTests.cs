using BotAssistant.Auditing;
using BotAssistant.Bot.Verbs;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Verbs;

/// <summary>channel and deliveries: what the person who runs the server sees of the outbox.</summary>
public sealed class DeliveryVerbTests
{
    private static readonly ChatAddress To = new(ScriptChannel.ChannelName, "test", "secret-person");

    [Fact]
    public async Task Each_channel_says_whether_it_takes_messages()
    {
        await using var bot = await BotInProcess.StartAsync();
        await StopAsync(bot, ScriptChannel.ChannelName);

        var lines = await bot.InScopeAsync(scope => ChannelVerb.LinesAsync(scope, default));

        Assert.Contains("wechat　未启用", lines);
        Assert.Contains("directline　正常", lines);
        Assert.Contains($"{ScriptChannel.ChannelName}　停发，2026-03-02 09:00 起，原因 secret-frozen 40243；2026-03-02 09:10 自动再试。处理好后运行 channel resume {ScriptChannel.ChannelName}", lines);
    }

    [Fact]
    public async Task A_stop_is_ended_once_and_written_down()
    {
        await using var bot = await BotInProcess.StartAsync();
        await StopAsync(bot, ScriptChannel.ChannelName);

        Assert.Equal(0, await ResumeAsync(bot, ScriptChannel.ChannelName));
        Assert.Equal(1, await ResumeAsync(bot, ScriptChannel.ChannelName));
        Assert.Equal(2, await ResumeAsync(bot, "pigeon"));

        Assert.Empty(await bot.InScopeAsync(scope => scope.GetRequiredService<IChannelStops>().CurrentAsync(default)));
        var entry = Assert.Single(await bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, $"channel {ScriptChannel.ChannelName}", 10, default)));
        Assert.Equal(("channel-resumed", "secret-frozen 40243"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task Deliveries_are_counted_by_their_fate_since_a_day()
    {
        await using var bot = await BotInProcess.StartAsync();
        await QueueAsync(bot, "一", "二");
        await bot.PushedAsync();
        bot.Time.Advance(TimeSpan.FromDays(1));
        await QueueAsync(bot, "三");

        Assert.Equal([$"1 条　{ScriptChannel.ChannelName}　未定　排队"], await bot.InScopeAsync(scope => DeliveriesVerb.CountsAsync(scope, new DateOnly(2026, 3, 3), default)));
        Assert.Equal(
            [$"1 条　{ScriptChannel.ChannelName}　未定　排队", $"2 条　{ScriptChannel.ChannelName}　对话　已发出"],
            (await bot.InScopeAsync(scope => DeliveriesVerb.CountsAsync(scope, new DateOnly(2026, 3, 2), default))).Order(StringComparer.Ordinal));
        Assert.Empty(await bot.InScopeAsync(scope => DeliveriesVerb.CountsAsync(scope, new DateOnly(2026, 3, 4), default)));
    }

    [Fact]
    public async Task The_last_messages_are_shown_without_person_or_text()
    {
        await using var bot = await BotInProcess.StartAsync();
        await QueueAsync(bot, "秘密一");
        await bot.PushedAsync();
        bot.Time.Advance(TimeSpan.FromMinutes(1));
        await QueueAsync(bot, "秘密二");

        var lines = await bot.InScopeAsync(scope => DeliveriesVerb.LastAsync(scope, 10, default));

        Assert.Equal([$"2026-03-02 09:01:00　{ScriptChannel.ChannelName}　未定　排队　发了 0 次", $"2026-03-02 09:00:00　{ScriptChannel.ChannelName}　对话　已发出　发了 1 次"], lines);
        Assert.Single(await bot.InScopeAsync(scope => DeliveriesVerb.LastAsync(scope, 1, default)));
    }

    private static Task<int> ResumeAsync(BotInProcess bot, string channel) => bot.InScopeAsync(scope => ChannelVerb.ResumeAsync(scope, channel, default));

    private static Task<bool> StopAsync(BotInProcess bot, string channel) => bot.InScopeAsync(scope => scope.GetRequiredService<IChannelStops>()
        .StopAsync(channel, "secret-frozen 40243", bot.Time.GetUtcNow().AddMinutes(10), default));

    private static Task<int> QueueAsync(BotInProcess bot, params string[] texts) => bot.InScopeAsync(async scope =>
    {
        var now = bot.Time.GetUtcNow();
        await scope.GetRequiredService<IOutbox>().AddAsync(
            [.. texts.Select((text, index) => new OutboxMessage(Guid.CreateVersion7(now), To, new OutboundPart(text), now, now.AddDays(30)) { Sequence = index })], default);
        return 0;
    });
}
