using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class PassageIndexTests
{
    private const string Question = "散装卖的要不要写生产日期？";

    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly RuleAnswers Answers = new(Shipped.Book);
    private static readonly Passage[] Passages = [.. RuleAnswers.PassagesOn(Shipped.Book, Day)];

    [Theory]
    [InlineData("5S是哪五个", "５Ｓ是哪五个？？")]
    [InlineData("登记要交什么材料", "  登记，要交什么：材料！ ")]
    [InlineData("db33/3009是什么", "DB33／3009是什么")]
    public void The_way_it_is_typed_does_not_matter(string plain, string typed)
        => Assert.Equal(Answers.Find(plain, Day).Select(hit => hit.Passage.Id), Answers.Find(typed, Day).Select(hit => hit.Passage.Id));

    [Theory]
    [InlineData("泔水怎么处理", "E08")]
    [InlineData("地板有积水", "C06")]
    [InlineData("卫生间开在车间里", "C10")]
    public void A_synonym_finds_what_the_passage_calls_otherwise(string question, string passage)
        => Assert.Contains(passage, Answers.Find(question, Day).Take(3).Select(hit => hit.Passage.Id));

    [Theory]
    [InlineData("")]
    [InlineData("？！…")]
    [InlineData("有什么要求怎么办可以吗")]
    [InlineData("abcdefg")]
    [InlineData("\ud83d\ude00\ud800")]
    public void What_says_nothing_gets_no_answer(string question) => Assert.Empty(Answers.Find(question, Day));

    [Fact]
    public void Scores_fall_from_the_best_and_lie_between_0_and_1()
    {
        var scores = Answers.Find(Question, Day).Select(hit => hit.Score).ToList();

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.InRange(scores.Count, 1, PassageIndex.Most);
    }

    [Fact]
    public void An_endless_text_costs_no_more_than_its_beginning()
        => Assert.Equal(
            Answers.Find(Question, Day).Select(hit => hit.Passage.Id),
            Answers.Find(Question + new string('。', PassageIndex.LongestQuestion) + string.Concat(Enumerable.Repeat("苍蝇老鼠", 10_000)), Day).Select(hit => hit.Passage.Id));

    [Theory]
    [InlineData("c06")]
    [InlineData("C06")]
    [InlineData("Label-Bulk")]
    public void A_passage_is_opened_by_its_id(string id) => Assert.Equal(id, Answers.Open(id, Day)?.Id, ignoreCase: true);

    [Fact]
    public void Every_passage_is_found_by_its_own_heading()
        => Assert.Empty(Passages.Where(passage => Answers.Find(passage.Title, Day).Take(3).All(hit => hit.Passage.Id != passage.Id)).Select(passage => $"{passage.Id} {passage.Title}"));

    [Fact]
    public void What_a_question_allocates_does_not_grow_with_the_number_of_passages()
    {
        var once = new PassageIndex(Passages, Shipped.Rules.RuleSearch);
        var twentyTimes = new PassageIndex(Enumerable.Range(0, 20).SelectMany(copy => Passages.Select(passage => passage with { Id = $"{passage.Id}-{copy}" })), Shipped.Rules.RuleSearch);

        // An answer of at most five; the rest is room that both reuse.
        Assert.Equal(Allocated(once), Allocated(twentyTimes), 200.0);
        Assert.InRange(Allocated(twentyTimes), 1, 2000);
    }

    /// <summary>Bytes of one question, after the first has made what is reused.</summary>
    private static double Allocated(PassageIndex index)
    {
        Assert.NotEmpty(index.Find(Question));
        const int Times = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            index.Find(Question);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
    }
}
