using BotAssistant.Bot.Jobs.Reminders;
using BotAssistant.Campaigns;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Reminders;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Reminders;

public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private BotInProcess bot = null!;

    public async ValueTask InitializeAsync() => bot = await BotInProcess.StartAsync();

    public async ValueTask DisposeAsync() => await bot.DisposeAsync();

    [Fact]
    public async Task An_owner_gets_one_message_for_all_that_concerns_them_and_gets_it_once()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await bot.CertifyAsync("owner", "示例-2", Today.AddDays(7));
        await RunAsync<DailySweep>();
        Assert.Equal("messages 1, settled 0, queued 2", await RunAsync<DeliverReminders>());
        Assert.Equal("messages 0, settled 0", await RunAsync<DeliverReminders>());

        var (user, text) = Assert.Single(await bot.PushedAsync());
        Assert.Equal("owner", user);
        Assert.Equal(
            """
            到期提醒（提醒天数为示例）：
            证书 示例-2（阿四年糕坊）有效期到 2026-03-09，要继续保留请按时申请复评，发“申请复评”
            证书 示例-1（阿四年糕坊）有效期到 2026-04-01，要继续保留请按时申请复评，发“申请复评”
            发“我的期限”看全部。
            """, text);
        await RunAsync<DailySweep>();
        Assert.Equal("messages 0, settled 2", await RunAsync<DeliverReminders>());
    }

    [Fact]
    public async Task Nobody_is_disturbed_in_the_quiet_hours_and_the_next_morning_it_goes()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await RunAsync<DailySweep>();
        bot.Time.SetUtcNow(At(Today, 20));
        await RunAsync<DeliverReminders>();
        Assert.Empty(await bot.PushedAsync());

        bot.Time.SetUtcNow(At(Today.AddDays(1), 9));
        await RunAsync<DeliverReminders>();
        Assert.Single(await bot.PushedAsync());
    }

    [Fact]
    public async Task What_was_done_or_moved_since_the_sweep_is_not_said()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        var moved = await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        var ended = await bot.CertifyAsync("owner", "示例-2", Today.AddDays(30));
        await RunAsync<DailySweep>();
        await ChangeAsync(moved, certificate => certificate.Renew(Today.AddYears(3), bot.Time.GetUtcNow(), "审核员"));
        await ChangeAsync(ended, certificate => certificate.Exit(bot.Time.GetUtcNow(), "审核员", "自愿退出"));

        Assert.Equal("messages 0, settled 0, withdrawn 2", await RunAsync<DeliverReminders>());
        Assert.Empty(await bot.PushedAsync());
    }

    [Fact]
    public async Task What_is_moved_while_its_message_waits_is_not_said_and_the_rest_of_the_message_is_said_anew()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        var moved = await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await bot.CertifyAsync("owner", "示例-2", Today.AddDays(30));
        await RunAsync<DailySweep>();
        Assert.Equal("messages 1, settled 0, queued 2", await RunAsync<DeliverReminders>());
        await ChangeAsync(moved, certificate => certificate.Renew(Today.AddYears(3), bot.Time.GetUtcNow(), "审核员"));

        Assert.Empty(await bot.PushedAsync());
        Assert.Equal("messages 1, settled 2, queued 1, withdrawn 1", await RunAsync<DeliverReminders>());
        var text = Assert.Single(await bot.PushedAsync()).Text;
        Assert.Contains("示例-2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("示例-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_that_could_not_go_in_its_time_is_never_sent_late()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(7));
        await RunAsync<DailySweep>();

        // No server until the next reminder's day.
        bot.Time.SetUtcNow(At(Today.AddDays(6), 9));
        Assert.Equal("messages 0, settled 0, missed 1", await RunAsync<DeliverReminders>());
        await RunAsync<DailySweep>();
        Assert.Equal("messages 1, settled 0, queued 1", await RunAsync<DeliverReminders>());
    }

    [Fact]
    public async Task One_that_the_day_s_end_overtook_in_the_outbox_is_planned_again_for_the_morning()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await RunAsync<DailySweep>();
        await RunAsync<DeliverReminders>();

        bot.Time.SetUtcNow(At(Today, 23));
        Assert.Empty(await bot.PushedAsync());
        bot.Time.SetUtcNow(At(Today.AddDays(1), 9));
        Assert.Equal("messages 1, settled 1, queued 1", await RunAsync<DeliverReminders>());
        Assert.Single(await bot.PushedAsync());
    }

    [Fact]
    public async Task Who_opted_out_still_gets_what_a_rule_requires()
    {
        var workshop = await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await ActionAsync(workshop, Today.AddDays(3));
        await bot.InScopeAsync(async scope =>
        {
            var owner = await scope.GetRequiredService<IPeople>().FindAsync(workshop.OwnerId!.Value, default);
            await scope.GetRequiredService<IOptOuts>().AddAsync(owner!.Id, bot.Time.GetUtcNow(), default);
            return true;
        });
        await RunAsync<DailySweep>();

        Assert.Equal("messages 1, settled 0, queued 1, optedout 1", await RunAsync<DeliverReminders>());
        var text = Assert.Single(await bot.PushedAsync()).Text;
        Assert.Contains("整改 7号（阿四年糕坊）应在 2026-03-05 前改好", text, StringComparison.Ordinal);
        Assert.DoesNotContain("示例-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_staff_of_a_district_get_one_digest_and_those_of_others_none()
    {
        await bot.BindAsync("haishu", Role.Inspector, "330203");
        await bot.BindAsync("jiangbei", Role.Inspector, "330205");
        await bot.BindAsync("city", Role.Inspector, Person.WholeCity);
        foreach (var product in new[] { "年糕", "豆腐" })
        {
            var workshop = await bot.RegisterAsync($"owner of {product}", "330203", product);
            await TaskAsync(workshop, Today.AddDays(5)); // a Saturday
        }

        await RunAsync<DailySweep>();
        await RunAsync<DeliverReminders>();

        var (user, text) = Assert.Single(await bot.PushedAsync());
        Assert.Equal("haishu", user);
        Assert.Equal(
            """
            到期提醒（提醒天数为示例）：
            登记后首次检查：2 项，最早 2026-03-07（当天放假，最后一个工作日是 2026-03-06，放假安排待核定）
            发“到期”查看。
            """, text);
    }

    [Fact]
    public async Task An_owner_without_a_chat_is_remembered_as_unreachable()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-1", Today.AddDays(30));
        await bot.ReceiveAsync("owner", InboundKind.Unfollowed);
        await RunAsync<DailySweep>();
        Assert.Equal("messages 0, settled 0, unreachable 1", await RunAsync<DeliverReminders>());
    }

    private static DateTimeOffset At(DateOnly day, int hour) => ChinaTime.At(day, new TimeOnly(hour, 0));

    private Task<string> RunAsync<TJob>()
        where TJob : class, Scheduling.IScheduledJob
        => bot.InScopeAsync(async scope => (await scope.GetRequiredService<TJob>().RunAsync(default)).ToString());

    private Task ChangeAsync(Certificate given, Func<Certificate, Refusal?> change) => bot.InScopeAsync(async scope =>
    {
        var certificates = scope.GetRequiredService<ICertificates>();
        var certificate = (await certificates.FindAsync(given.Id, default))!;
        Assert.Null(change(certificate));
        await certificates.SaveAsync(certificate, default);
        return true;
    });

    private Task ActionAsync(Workshop workshop, DateOnly due) => bot.InScopeAsync(async scope =>
    {
        var origin = new ActionOrigin(Guid.NewGuid(), "hygiene-self-check", new DateOnly(2017, 5, 1), "A06", "登记证挂在明显的地方", true, null, []);
        await scope.GetRequiredService<ICorrectiveActions>().AddAsync(CorrectiveAction.OpenFor(Guid.CreateVersion7(), 7, workshop.Id, origin, due, bot.Time.GetUtcNow(), "业主"), default);
        return true;
    });

    private Task TaskAsync(Workshop workshop, DateOnly due) => bot.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IInspectionTasks>().AddAsync(new InspectionTask(Guid.CreateVersion7(), workshop.Id, workshop.District, "first-inspection", due, "示例", bot.Time.GetUtcNow()), default);
        return true;
    });
}
