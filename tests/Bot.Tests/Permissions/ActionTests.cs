using BotAssistant.Auditing;
using BotAssistant.Inspections;
using BotAssistant.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Permissions;

/// <summary>Corrective actions are their owner's and their district's business, and every look of the bureau's is written down.</summary>
public sealed class ActionTests : IAsyncLifetime
{
    private const string Haishu = "330203", Cixi = "330282";

    private BotInProcess bot = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await BotInProcess.StartAsync();
        await bot.RegisterAsync("owner", Haishu, "年糕");
        await bot.RegisterAsync("neighbour", Haishu, "豆腐");
        await bot.BindAsync("inspector", Role.Inspector, Haishu);
        await bot.BindAsync("stranger", Role.Inspector, Cixi);
        await bot.BindAsync("officer", Role.Officer, Haishu);
        foreach (var words in new[] { "自查 关键", "都符合，除了A6", "掉下来了", "1", "1", "1" })
        {
            await bot.SayAsync("owner", words);
        }
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task Every_look_and_decision_is_written_down_with_who_and_what()
    {
        await bot.SayAsync("owner", "整改 1");
        await bot.SayAsync("owner", "@挂好了");
        foreach (var words in new[] { "待验收", "看整改 1", "退回整改 1 看不清", "看整改 99" })
        {
            await bot.SayAsync("inspector", words);
        }

        var entries = await bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, null, 50, default));
        Assert.Equal(
            [("action-returned", "action 1"), ("action-viewed", "action 1"), ("actions-listed", "actions")],
            entries.Where(entry => entry.ActorName == "inspector" && entry.Action.StartsWith("action", StringComparison.Ordinal)).Select(entry => (entry.Action, entry.Subject)));
    }

    [Fact]
    public async Task Another_district_and_another_owner_see_nothing_and_change_nothing()
    {
        await bot.SayAsync("owner", "整改 1");
        await bot.SayAsync("owner", "@挂好了");
        foreach (var words in new[] { "看整改 1", "验收 1", "退回整改 1 看不清" })
        {
            Assert.Contains("没有这个编号", await bot.SayAsync("stranger", words), StringComparison.Ordinal);
        }

        Assert.Contains("没有这个编号", await bot.SayAsync("neighbour", "整改 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("A06", await bot.SayAsync("neighbour", "自查记录 1"), StringComparison.Ordinal);
        var action = await bot.InScopeAsync(scope => scope.GetRequiredService<ICorrectiveActions>().FindByNumberAsync(1, default));
        Assert.Equal(ActionState.Reported, action!.State);
    }

    [Fact]
    public async Task The_officers_word_for_returning_a_filing_is_another()
    {
        Assert.Contains("建档申请", await bot.SayAsync("officer", "退回 1 地址不清"), StringComparison.Ordinal);
        Assert.Contains("还没有报", await bot.SayAsync("officer", "退回整改 1 照片不清"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_found_again_is_not_a_second_action()
    {
        foreach (var words in new[] { "自查 上次", "6不符合", "还没挂", "1" })
        {
            await bot.SayAsync("owner", words);
        }

        var open = await bot.InScopeAsync(scope => scope.GetRequiredService<ICorrectiveActions>().ReportedAsync(null, 9, default));
        Assert.Equal(0, open.Total);
        Assert.Null(await bot.InScopeAsync(scope => scope.GetRequiredService<ICorrectiveActions>().FindByNumberAsync(2, default)));
    }

    [Fact]
    public async Task When_the_registration_ends_so_do_its_actions()
    {
        await bot.SayAsync("officer", "注销 330203-2026-00001 已搬走");
        var action = await bot.InScopeAsync(scope => scope.GetRequiredService<ICorrectiveActions>().FindByNumberAsync(1, default));
        Assert.Equal((ActionState.Closed, "已搬走"), (action!.State, action.Steps[^1].Reason));
        Assert.Contains("没有可以自查的作坊", await bot.SayAsync("owner", "自查"), StringComparison.Ordinal);
    }
}
