using BotAssistant.Auditing;
using BotAssistant.Bot.Jobs;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Bot.Tests.TakeOver;

/// <summary>Two chats and the bot between them: who is heard by whom, and how it ends when somebody does not answer or leaves.</summary>
public sealed class TakeOverTests : IAsyncLifetime
{
    private const string Haishu = "330203";

    private BotInProcess bot = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await BotInProcess.StartAsync();
        await bot.RegisterAsync("owner", Haishu, "年糕");
        await bot.BindAsync("zhou", Role.Inspector, Haishu);
        await bot.BindAsync("wu", Role.Officer, Haishu);
        await bot.SayAsync("owner", "人工 标签怎么贴");
        await bot.PushedAsync();
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task Of_two_who_take_at_once_one_has_it_and_the_other_is_told()
    {
        var said = await Task.WhenAll(bot.SayAsync("zhou", "接 1"), bot.SayAsync("wu", "接 1"));
        Assert.Single(said, answer => answer.Contains("您接了求助 1号", StringComparison.Ordinal));
        Assert.Single(said, answer => answer.Contains("已经接了", StringComparison.Ordinal));
        Assert.Single(await bot.PushedAsync(), pushed => pushed.User == "owner");
    }

    [Fact]
    public async Task A_push_that_the_platform_repeats_is_passed_on_once()
    {
        await bot.SayAsync("zhou", "接 1");
        await bot.PushedAsync();
        for (var push = 0; push < 3; push++)
        {
            Assert.Empty(await bot.ReceiveAsync("owner", InboundKind.Text, message => message with { DedupeKey = "same", Text = "在吗，标签" }));
        }

        Assert.Equal([("zhou", "求助 1号：在吗，标签")], await bot.PushedAsync());
    }

    [Fact]
    public async Task Without_an_answer_the_bot_is_back_and_the_request_open()
    {
        await bot.SayAsync("zhou", "接 1");
        await bot.PushedAsync();
        bot.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, await Watch().RunOnceAsync(default));
        bot.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Watch().RunOnceAsync(default));
        Assert.Equal(0, await Watch().RunOnceAsync(default));

        var pushed = await bot.PushedAsync();
        Assert.Contains(pushed, push => push.User == "owner" && push.Text.Contains("机器人先回来了", StringComparison.Ordinal));
        Assert.Contains(pushed, push => push.User == "zhou" && push.Text.Contains("太久没有回话", StringComparison.Ordinal));
        Assert.Contains(pushed, push => push.User == "wu" && push.Text.Contains("发“接 1”来接", StringComparison.Ordinal));
        Assert.Contains("您好，要办什么", await bot.SayAsync("owner", "菜单"), StringComparison.Ordinal);
        Assert.Contains("您接了求助 1号", await bot.SayAsync("wu", "接 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answered_and_then_forgotten_it_is_closed()
    {
        await bot.SayAsync("zhou", "接 1");
        await bot.SayAsync("zhou", "贴在外包装上");
        bot.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await Watch().RunOnceAsync(default));
        bot.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await Watch().RunOnceAsync(default));
        Assert.Contains("没有在接的求助", await bot.SayAsync("zhou", "结束"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_person_leaves_the_taker_is_told_and_nothing_of_theirs_is_kept()
    {
        await bot.SayAsync("zhou", "接 1");
        await bot.PushedAsync();
        await bot.ReceiveAsync("owner", InboundKind.Unfollowed);
        Assert.Equal([("zhou", "求助 1号的对方离开了聊天，已结束。")], await bot.PushedAsync());
        var request = await RequestAsync();
        Assert.Equal(("", "", false), (request.Address, request.Question, request.IsOpen));
        Assert.Contains("已经结束", await bot.SayAsync("zhou", "回复 1 在吗"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_taker_leaves_the_bot_is_back_and_a_colleague_is_called()
    {
        await bot.SayAsync("zhou", "接 1");
        await bot.PushedAsync();
        await bot.ReceiveAsync("zhou", InboundKind.Unfollowed);
        var pushed = await bot.PushedAsync();
        Assert.Contains(pushed, push => push.User == "owner" && push.Text.Contains("机器人先回来了", StringComparison.Ordinal));
        Assert.Contains(pushed, push => push.User == "wu" && push.Text.Contains("发“接 1”来接", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_being_filled_in_is_as_it_was_and_a_thank_you_is_no_answer()
    {
        await bot.SayAsync("owner", "停产");
        await bot.SayAsync("zhou", "接 1");
        await bot.SayAsync("zhou", "结束");
        Assert.Contains("要办什么", await bot.SayAsync("owner", "谢谢"), StringComparison.Ordinal);
        Assert.Contains("报停产，请写一下原因", await bot.SayAsync("owner", "继续"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_again_and_again_is_stopped()
    {
        for (var again = 1; again < HelpDesk.MostADay; again++)
        {
            await bot.SayAsync("owner", "结束人工");
            Assert.Contains("求助 1号", await bot.SayAsync("owner", "人工 再问一句"), StringComparison.Ordinal);
        }

        await bot.SayAsync("owner", "结束人工");
        Assert.Contains("次数太多", await bot.SayAsync("owner", "人工 再问一句"), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromDays(1));
        Assert.Contains("求助 1号", await bot.SayAsync("owner", "人工 再问一句"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_their_own_request_or_two_at_once()
    {
        await bot.SayAsync("zhou", "人工 系统怎么用");
        Assert.Contains("您自己的求助", await bot.SayAsync("zhou", "接 2"), StringComparison.Ordinal);
        await bot.SayAsync("zhou", "接 1");
        Assert.Contains("正在接求助 1号", await bot.SayAsync("zhou", "接 2"), StringComparison.Ordinal);
        Assert.Contains("对方自己正在接", await bot.SayAsync("wu", "接 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_step_is_written_down_without_a_word_of_what_was_said()
    {
        foreach (var words in new[] { "接 1", "不要写下来的话", "备注 也不要写下来", "转给 wu" })
        {
            await bot.SayAsync("zhou", words);
        }

        await bot.SayAsync("wu", "回复 1 更不要写下来");
        var entries = await bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, "help 1", 50, default));
        Assert.Equal(["help-answered", "help-handed-over", "help-noted", "help-taken"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Null(entry.Detail));
    }

    private TakeOverWatch Watch()
        => new(bot.Services.GetRequiredService<IServiceScopeFactory>(), bot.Services.GetRequiredService<IOptions<TakeOverOptions>>(), bot.Time, NullLogger<TakeOverWatch>.Instance);

    private async Task<HelpRequest> RequestAsync() => (await bot.InScopeAsync(scope => scope.GetRequiredService<IHelpRequests>().FindByNumberAsync(1, default)))!;
}
