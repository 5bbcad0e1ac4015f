using BotAssistant.FiveS;
using BotAssistant.Honours;
using Xunit;

namespace BotAssistant.Core.Tests.FiveS;

public sealed class FiveSProjectTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly Due = new(2026, 10, 31);

    [Fact]
    public void From_being_chosen_to_the_list_each_step_says_who_when_and_why()
    {
        var project = Chosen();
        Assert.Null(project.Visit(Today.AddDays(-1), "画了区域线", ["aa"], Now, "监管员"));
        Assert.Null(project.SelfRate(95, Guid.NewGuid(), Now, "业主"));
        Assert.Null(project.Rate(88.5m, Guid.NewGuid(), Now, "监管员"));
        Assert.Null(project.Accept(80, Now, "审核员", null));
        Assert.Null(project.Check(Now, "市局", "很好"));
        Assert.Null(project.Publish(Today, Now, "市局"));

        Assert.Equal((FiveSState.Published, 88.5m, Today, 1), (project.State, project.Score, project.PublishedOn, project.Visits));
        Assert.Equal(["chosen 审核员", "visited 监管员", "self-rated 业主", "scored 监管员", "accepted 审核员", "checked 市局", "published 市局"], project.Steps.Select(step => $"{step.Kind} {step.By}"));
        Assert.Equal(Today.AddDays(-1), project.Steps[1].On);
    }

    [Theory]
    [InlineData(79.9, true, "five-s-below")]
    [InlineData(80, true, null)]
    [InlineData(95, false, "five-s-not-self-rated")]
    public void A_district_accepts_below_the_mark_or_without_the_owner_s_rating_only_with_a_reason(double score, bool selfRated, string? refusal)
    {
        var project = Chosen();
        Assert.Equal("five-s-not-scored", project.Accept(80, Now, "审核员", "因为")?.Code);
        if (selfRated)
        {
            project.SelfRate(100, Guid.NewGuid(), Now, "业主");
        }

        project.Rate((decimal)score, Guid.NewGuid(), Now, "监管员");
        Assert.Equal(refusal, project.Accept(80, Now, "审核员", " ")?.Code);
        Assert.Equal(refusal is null ? FiveSState.Accepted : selfRated ? FiveSState.SelfRated : FiveSState.Renovating, project.State);
        Assert.Equal(refusal is null ? "five-s-closed" : null, project.Accept(80, Now, "审核员", "现场看过")?.Code);
    }

    [Fact]
    public void What_is_returned_must_be_scored_anew_and_gets_a_later_day_never_an_earlier_one()
    {
        var project = Accepted();
        Assert.Null(project.Return(Now, "市局", "没有记录", Today.AddDays(14)));
        Assert.Equal((FiveSState.Returned, Due, "sent-back"), (project.State, project.DueOn, project.Steps[^1].Kind));
        Assert.Null(project.Score);
        Assert.Equal("five-s-not-scored", project.Accept(80, Now, "审核员", "因为")?.Code);

        project.SelfRate(90, Guid.NewGuid(), Now, "业主");
        Assert.Null(project.Return(Now, "审核员", "还没好", Due.AddDays(9)));
        Assert.Equal((Due.AddDays(9), "returned"), (project.DueOn, project.Steps[^1].Kind));
        Assert.Equal("five-s-nothing-to-return", project.Return(Now, "审核员", "又来", Due)?.Code);
    }

    [Fact]
    public void What_is_published_or_dropped_stays_so()
    {
        var (published, dropped) = (Accepted(), Chosen());
        Assert.Null(published.Publish(Today, Now, "市局"));
        Assert.Null(dropped.Drop(Now, "审核员", "搬迁"));
        foreach (var project in new[] { published, dropped })
        {
            string?[] codes =
            [
                project.Visit(Today, "再去", [], Now, "x")?.Code, project.SelfRate(1, Guid.NewGuid(), Now, "x")?.Code, project.Rate(1, Guid.NewGuid(), Now, "x")?.Code, project.Accept(80, Now, "x", "y")?.Code,
                project.Return(Now, "x", "y", Today)?.Code, project.Drop(Now, "x", "y")?.Code, project.Check(Now, "x", null)?.Code, project.Publish(Today, Now, "x")?.Code,
            ];
            Assert.Equal([.. Enumerable.Repeat("five-s-closed", 6), "five-s-not-accepted", "five-s-not-accepted"], codes);
        }
    }

    [Fact]
    public void It_is_overdue_only_while_it_is_with_the_owner()
    {
        var project = Chosen();
        Assert.False(project.IsOverdue(Due));
        Assert.True(project.IsOverdue(Due.AddDays(1)));
        project.SelfRate(90, Guid.NewGuid(), Now, "业主");
        Assert.False(project.IsOverdue(Due.AddDays(1)));
    }

    private static FiveSProject Chosen() => FiveSProject.Choose(Guid.NewGuid(), 1, 2026, new Holder("示例坊", "330203", "330203-2026-00001", Guid.NewGuid()), null, Due, Now, "审核员", null);

    private static FiveSProject Accepted()
    {
        var project = Chosen();
        project.SelfRate(95, Guid.NewGuid(), Now, "业主");
        project.Rate(95, Guid.NewGuid(), Now, "监管员");
        Assert.Null(project.Accept(80, Now, "审核员", null));
        return project;
    }
}
