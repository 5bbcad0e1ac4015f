using BotAssistant.People;
using BotAssistant.Plans;
using BotAssistant.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Bot.Tests.Reminders;

/// <summary>What a district has marked as done on the plan is no longer a matter of that district, and of no other.</summary>
public sealed class PlanMarkTests
{
    private static readonly FakeTimeProvider InThePlansTime = new(new DateTimeOffset(2020, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)));

    [Fact]
    public async Task A_report_that_was_sent_is_not_reminded_of_until_the_mark_is_taken_back()
    {
        await using var bot = await BotInProcess.StartAsync();
        var officer = new Person(Guid.NewGuid(), Role.Officer, "审核员", ["330203"], InThePlansTime.GetUtcNow());
        var report = new DateOnly(2020, 6, 20);
        Assert.Contains(report, await DueAsync(bot, "330203"));

        Assert.Equal(report, (await MarkAsync(bot, desk => desk.MarkAsync(officer, 1, "330203", "已报", default)))?.DueOn);
        Assert.DoesNotContain(report, await DueAsync(bot, "330203"));
        Assert.Contains(report, await DueAsync(bot, "330282"));
        Assert.Equal(9, await bot.InScopeAsync(scope => Desk<ReminderDesk>(scope).PlanAsync(default)));

        Assert.NotNull(await MarkAsync(bot, desk => desk.UnmarkAsync(officer, 1, "330203", default)));
        Assert.Contains(report, await DueAsync(bot, "330203"));
        Assert.Null(await MarkAsync(bot, desk => desk.MarkAsync(officer, 1, "330282", null, default)));
    }

    private static Task<IReadOnlyList<DateOnly>> DueAsync(BotInProcess bot, string district) => bot.InScopeAsync(async scope =>
        (IReadOnlyList<DateOnly>)[.. (await Desk<ReminderDesk>(scope).OfDistrictsAsync([district], 30, 10, default)).Select(line => line.Matter.DueOn)]);

    private static Task<PlanItem?> MarkAsync(BotInProcess bot, Func<PlanDesk, Task<(PlanItem? Item, Refusal? Refusal)>> change) => bot.InScopeAsync(async scope => (await change(Desk<PlanDesk>(scope))).Item);

    private static T Desk<T>(IServiceProvider scope) => ActivatorUtilities.CreateInstance<T>(scope, InThePlansTime);
}
