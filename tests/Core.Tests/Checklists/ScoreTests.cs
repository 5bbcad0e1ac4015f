using BotAssistant.Checklists;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Checklists;

public sealed class ScoreTests
{
    private static readonly Checklist List = Lists.Of(
        Lists.Item("A01") with { Critical = true }, Lists.Item("A02"), Lists.Item("A03"), Lists.Item("A04") with { Points = 5 }, Lists.Item("A05") with { Optional = true });

    [Fact]
    public void Everything_conforms() => Assert.Equal(new Score(100, "good", 5, 0, 0, 0), Scored(Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms));

    [Fact]
    public void What_does_not_apply_is_left_out_of_the_points_that_can_be_reached()
        => Assert.Equal(100, Scored(Verdict.Conforms, Verdict.Conforms, Verdict.NotApplicable, Verdict.NotApplicable, Verdict.Conforms).Percent);

    [Fact]
    public void When_nothing_applies_there_is_no_score_and_no_grade()
        => Assert.Equal(new Score(null, null, 0, 0, 0, 5), Scored(Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable));

    [Fact]
    public void Nothing_answered_is_no_score() => Assert.Equal(new Score(null, null, 0, 0, 0, 0), Score.Of(List, []));

    [Fact]
    public void One_critical_fault_is_no_pass_whatever_the_score()
    {
        var score = Scored(Verdict.Fault, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms);
        Assert.Equal((77.7m, "critical", 1), (score.Percent, score.Grade, score.CriticalFaults));
    }

    [Fact]
    public void A_list_may_leave_critical_faults_to_the_score()
    {
        var lenient = List with { Scoring = List.Scoring with { CriticalFails = false } };
        Assert.Equal("fair", Score.Of(lenient, Answers(Verdict.Fault, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms)).Grade);
    }

    [Fact]
    public void A_critical_fault_counts_even_when_nothing_can_be_scored()
    {
        var pointless = Lists.Of(Lists.Item("A01") with { Critical = true, Points = 0 });
        Assert.Equal((null, "critical"), Score.Of(pointless, Answers(Verdict.Fault)) is var score ? (score.Percent, score.Grade) : default);
    }

    [Fact]
    public void An_optional_item_neither_gives_nor_costs_points()
        => Assert.Equal(100, Scored(Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Conforms, Verdict.Fault).Percent);

    [Theory]
    [InlineData(90, 10, 90.0, "good")]
    [InlineData(8999, 1001, 89.9, "fair")] // 89.99: never rounded up to a grade
    [InlineData(60, 40, 60.0, "fair")]
    [InlineData(599, 401, 59.9, "poor")]
    [InlineData(0, 1, 0.0, "poor")]
    [InlineData(2, 1, 66.6, "fair")]
    public void A_grade_begins_at_its_threshold(int reached, int missed, double percent, string grade)
    {
        var list = Lists.Of(Lists.Item("A01") with { Points = reached }, Lists.Item("A02") with { Points = missed });
        var score = Score.Of(list, Answers(Verdict.Conforms, Verdict.Fault));
        Assert.Equal(((decimal)percent, grade), (score.Percent!.Value, score.Grade));
    }

    [Theory]
    [InlineData(1.5, 87.5)] // 3.5 of 5 points, and 7 of 7
    [InlineData(5, 58.3)]
    [InlineData(9, 58.3)] // more than there is
    public void A_fault_may_cost_a_part_of_the_item_s_points(double lost, double percent)
    {
        var list = Lists.Of(Lists.Item("A01") with { Points = 5 }, Lists.Item("A02") with { Points = 7 });
        Assert.Equal((decimal)percent, Score.Of(list, [Lists.Answer("A01", Verdict.Fault) with { Lost = (decimal)lost }, Lists.Answer("A02", Verdict.Conforms)]).Percent);
    }

    [Fact]
    public void Answers_to_items_that_the_list_does_not_have_are_left_aside()
        => Assert.Equal(new Score(100, "good", 1, 0, 0, 0), Score.Of(List, [Lists.Answer("A02", Verdict.Conforms), Lists.Answer("Z99", Verdict.Fault)]));

    private static Score Scored(params Verdict[] verdicts) => Score.Of(List, Answers(verdicts));

    private static IEnumerable<ItemAnswer> Answers(params Verdict[] verdicts) => verdicts.Select((verdict, index) => Lists.Answer($"A{index + 1:00}", verdict));
}

/// <summary>Small made-up lists.</summary>
internal static class Lists
{
    public static ChecklistItem Item(string id) => new() { Id = id, Text = $"text {id}", Look = "look", Basis = "basis", Certainty = Certainty.Sample };

    public static ItemAnswer Answer(string id, Verdict verdict, string? note = null) => new(id, verdict, note, []);

    public static Checklist Of(params ChecklistItem[] items) => new()
    {
        From = new DateOnly(2026, 1, 1),
        Source = "test",
        Reviewed = new DateOnly(2026, 1, 1),
        Certainty = Certainty.Sample,
        Id = "list",
        Name = "list",
        Purpose = CheckPurpose.SelfCheck,
        Scoring = new ScoringRule
        {
            Points = 1,
            CriticalPoints = 2,
            CriticalFails = true,
            CriticalGrade = "critical",
            Grades = [new Grade { From = 90, Name = "good" }, new Grade { From = 60, Name = "fair" }, new Grade { From = 0, Name = "poor" }],
        },
        Chapters = [.. items.GroupBy(item => item.Id[..1]).Select(chapter => new ChecklistChapter { Id = chapter.Key, Name = chapter.Key, Items = [.. chapter] })],
    };
}
