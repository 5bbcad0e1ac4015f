using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Checklists;

public sealed class ScoreSheetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly RegulationBook Book = RegulationFiles.Load(typeof(RegulationBook).Assembly);

    public static TheoryData<string> Ids => [.. ScoreSheetIds.All];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shipped_sheet_has_a_hundred_points_and_says_that_it_is_a_sample(string id)
    {
        var sheet = List(id);
        Assert.Equal(100, sheet.Items.Sum(sheet.Scoring.PointsOf));
        Assert.Equal(Certainty.Sample, sheet.Certainty);
        Assert.Contains("示例", sheet.Name, StringComparison.Ordinal);
        Assert.Contains("示例", sheet.Source, StringComparison.Ordinal);
        Assert.All(sheet.Items, item => Assert.Equal((Certainty.Sample, null, false), (item.Certainty, item.Clause, item.Critical)));
    }

    [Fact]
    public void The_5s_sheet_has_the_five_parts_of_20_points_in_their_right_names()
    {
        var sheet = List(ScoreSheetIds.FiveS);
        Assert.Equal(["整理（SEIRI）", "整顿（SEITON）", "清扫（SEISO）", "清洁（SEIKETSU）", "素养（SHITSUKE）"], sheet.Chapters.Select(chapter => chapter.Name));
        Assert.All(sheet.Chapters, chapter => Assert.Equal(20, chapter.Items.Sum(sheet.Scoring.PointsOf)));
    }

    [Fact]
    public void A_sheet_is_scored_by_the_revision_that_it_was_filled_in_with()
    {
        var (sheet, refusal) = Scored(List(ScoreSheetIds.FiveS).Items.Select(item => Lists.Answer(item.Id, item.Id == "A01" ? Verdict.Fault : Verdict.Conforms)));
        Assert.Null(refusal);
        Assert.Equal((95, "优秀", new DateOnly(2020, 4, 19)), (sheet!.Score.Percent!.Value, sheet.Score.Grade, sheet.Revision));
    }

    [Fact]
    public void A_sheet_with_an_item_left_out_is_refused_and_so_is_one_of_which_nothing_applies()
    {
        var all = List(ScoreSheetIds.FiveS).Items.ToList();
        Assert.Equal("sheet-incomplete", Scored(all.Skip(1).Select(item => Lists.Answer(item.Id, Verdict.Conforms))).Refusal?.Code);
        Assert.Equal("sheet-without-score", Scored(all.Select(item => Lists.Answer(item.Id, Verdict.NotApplicable))).Refusal?.Code);
        Assert.Equal("checklist-gone", ScoredSheet.Of(Guid.NewGuid(), new FinishedSheet(ScoreSheetIds.FiveS, new DateOnly(1999, 1, 1), []), Book, Now, "x").Refusal?.Code);
    }

    private static (ScoredSheet? Sheet, Refusal? Refusal) Scored(IEnumerable<ItemAnswer> answers)
        => ScoredSheet.Of(Guid.NewGuid(), new FinishedSheet(ScoreSheetIds.FiveS, List(ScoreSheetIds.FiveS).From, [.. answers]), Book, Now, "监管员");

    private static Checklist List(string id) => Book.Checklist(id)!.On(new DateOnly(2026, 3, 2));
}
