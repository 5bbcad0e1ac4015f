using BotAssistant.Core.Tests.HouseRules;
using BotAssistant.Core.Tests.Regulations;
using BotAssistant.FiveS;
using BotAssistant.Plans;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.FiveS;

public sealed class FiveSRuleTests
{
    private static readonly FiveSRule Rule = Shipped.Book.FiveS.All[0];
    private static readonly ActionPlan Plan = Shipped.Book.Plans.All[0];

    [Fact]
    public void The_target_of_2020_is_the_plan_s_75_and_its_split_says_that_it_is_a_sample()
    {
        var target = Rule.TargetOf(2020)!;
        Assert.Equal(Plan.Years.Single(year => year.Year == 2020).Tasks.Single(task => task.Key == FiveSRule.PlanTask).Count, target.Total);
        Assert.Equal((75, Certainty.Sample), (target.Districts.Sum(district => district.Count), target.Split));
        Assert.Equal(Shipped.Rules.Districts.All.Select(district => district.Code), target.Districts.Select(district => district.District));
    }

    [Theory]
    [InlineData(2019, false, null)]
    [InlineData(2020, true, 75)]
    [InlineData(2021, true, null)]
    [InlineData(2026, true, null)] // all holders, until the bureau sets another
    public void A_target_holds_until_the_next_one(int year, bool exists, int? total) => Assert.Equal((exists, total), (Rule.TargetOf(year) is not null, Rule.TargetOf(year)?.Total));

    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    [InlineData(2022)]
    [InlineData(2026)]
    public void Renovation_ends_with_October_by_the_plan_or_where_it_is_silent_by_the_rule(int year) => Assert.Equal(new DateOnly(year, 10, 31), Rule.RenovateBy(Plan, year));

    [Fact]
    public void The_plan_s_own_day_comes_before_the_rule_s()
    {
        var year = Plan.Years.Single(year => year.Year == 2021);
        var moved = year with { Tasks = [.. year.Tasks.Select(task => task.Key != FiveSRule.PlanTask ? task : task with { Parts = [new PlanPart { Text = "x", DueOn = new DateOnly(2021, 9, 15) }] })] };
        Assert.Equal(new DateOnly(2021, 9, 15), Rule.RenovateBy(Plan with { Years = [moved] }, 2021));
    }

    [Theory]
    [InlineData("2026-10-31", 2026)]
    [InlineData("2026-11-01", 2027)]
    public void Who_is_chosen_after_the_day_counts_for_the_next_year(string today, int year) => Assert.Equal(year, Rule.YearOf(Plan, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_plan_s_misprint_is_noted_beside_the_data_and_shown_nowhere()
    {
        Assert.Contains("SEIKETSU", File.ReadAllText(Path.Combine(Repository.Root.FullName, "core", "FiveS", "data", "README.md")), StringComparison.Ordinal);
        var shown = Repository.Files("core", "*.yaml").Concat(Repository.Files("dialogs", "*.yaml")).Concat(Repository.Files("bot", "*.yaml"))
            .SelectMany(file => File.ReadAllLines(file.FullName)).Where(line => !line.TrimStart().StartsWith('#') && line.Contains("SHITSUKE", StringComparison.Ordinal));
        Assert.All(shown, line => Assert.Contains("素养", line, StringComparison.Ordinal));
    }
}
