using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Plans;
using BotAssistant.Reminders;
using Xunit;

namespace BotAssistant.Core.Tests.Plans;

public sealed class ActionPlanTests
{
    private readonly ActionPlan plan = Shipped.Book.Plans.On(new DateOnly(2020, 4, 19));

    [Fact]
    public void The_eleven_report_dates_stand_beside_their_last_working_days()
        => Assert.Equal(
            [
                "2020-06-20 → 2020-06-19", "2020-09-20 → 2020-09-18", "2020-11-20",
                "2021-03-20 → 2021-03-19", "2021-05-20", "2021-09-20 → 2021-09-18", "2021-11-20 → 2021-11-19",
                "2022-03-20 → 2022-03-18", "2022-05-20", "2022-09-20", "2022-11-20 → 2022-11-18",
            ],
            plan.ReportDates(Shipped.Book.WorkingDays).Select(due => due.FallsOnDayOff ? $"{due.Day:O} → {due.LastWorkingDay:O}" : $"{due.Day:O}"));

    [Fact]
    public void The_dates_of_the_plan_s_years_are_certain()
        => Assert.All(plan.ReportDates(Shipped.Book.WorkingDays), due => Assert.True(due.Confirmed));

    [Theory]
    [InlineData(2020, "2020-10-30")]
    [InlineData(2021, "2021-10-29")]
    [InlineData(2022, "2022-10-31")]
    public void Re_evaluation_and_upgrading_end_on_the_last_working_day_of_October(int year, string last)
    {
        var dated = plan.Dated.Where(part => part.DueOn.Year == year).ToList();

        Assert.Equal(["five-s", "reevaluation"], dated.Select(part => part.Task.Key));
        Assert.All(dated, part => Assert.Equal(DateOnly.Parse(last, null), Shipped.Book.WorkingDays.Due(part.DueOn).LastWorkingDay));
    }

    [Fact]
    public void The_targets_are_those_of_the_plan()
        => Assert.Equal([("filed", 100m), ("hygiene", 85m), ("sampling", 95m)], plan.Targets.Select(target => (target.Key, target.AtLeastPercent)));

    [Fact]
    public void In_2020_seventy_five_holders_take_up_5S()
        => Assert.Equal(75, plan.Years.Single(year => year.Year == 2020).Tasks.Single(task => task.Key == "five-s").Count);

    [Fact]
    public void Its_items_are_numbered_year_by_year_and_known_by_the_same_ids_for_ever()
    {
        var items = PlanMatters.Items(plan);
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(item => item.Number));
        Assert.Equal((29, 17), (items.Count, items.Count(item => item.DueOn is not null)));
        Assert.Equal(items.Count * 2, new[] { "330203", "330282" }.SelectMany(district => items.Select(item => item.IdFor(district))).Distinct().Count());
        Assert.Equal("ningbo-2020-2022 report 2020-06-20", items[0].Key);
        Assert.Equal(items.Count(item => item.DueOn is not null), PlanMatters.Of(plan, ["330203"]).Count());
    }
}
