using System.Globalization;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

/// <summary>The promise on questions about the rules, measured on questions that nobody tuned on; the figures stand in Questions/README.md.</summary>
public sealed class RuleQuestionsTests(ITestOutputHelper output)
{
    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly RuleAnswers Answers = new(Shipped.Book);

    [Fact]
    public void The_right_passage_is_among_the_first_three_for_95_percent_of_the_held_out_questions()
    {
        var heldOut = Measure("held-out.yaml");
        Measure("tuning.yaml");

        Assert.True(heldOut.Asked >= 100, $"{heldOut.Asked} questions");
        Assert.True(heldOut.FirstThree >= 0.95 * heldOut.Asked, $"{heldOut.FirstThree} of {heldOut.Asked}: {string.Join(" | ", heldOut.Missed)}");
    }

    [Fact]
    public void A_question_about_something_else_gets_no_answer()
    {
        var unrelated = QuestionFiles.Unrelated("unrelated-held-out.yaml");
        var answered = unrelated.Where(question => Answers.Find(question, Day).Count > 0).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unrelated: {answered.Count} of {unrelated.Count} answered"));

        Assert.True(unrelated.Count >= 40, $"{unrelated.Count} questions");
        Assert.True(answered.Count <= 1, string.Join(" | ", answered));
    }

    [Fact]
    public void Every_expected_passage_exists()
    {
        var known = RuleAnswers.PassagesOn(Shipped.Book, Day).Select(passage => passage.Id).ToHashSet();
        string[] files = ["held-out.yaml", "tuning.yaml"];

        Assert.All(files.SelectMany(QuestionFiles.Related).SelectMany(question => question.Value), id => Assert.Contains(id, known));
    }

    [Fact]
    public void No_question_is_both_tuned_on_and_held_out()
        => Assert.All(QuestionFiles.Related("held-out.yaml").Keys, question => Assert.False(QuestionFiles.Related("tuning.yaml").ContainsKey(question), question));

    private (int Asked, int FirstThree, IReadOnlyList<string> Missed) Measure(string file)
    {
        var questions = QuestionFiles.Related(file);
        var found = questions.ToDictionary(question => question.Key, question => Answers.Find(question.Key, Day).Select(hit => hit.Passage.Id).ToList());
        var first = questions.Count(question => found[question.Key].Take(1).Intersect(question.Value).Any());
        var missed = questions.Where(question => !found[question.Key].Take(3).Intersect(question.Value).Any()).Select(question => question.Key).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {questions.Count} questions, first {first} ({100.0 * first / questions.Count:0.0} %), first three {questions.Count - missed.Count} ({100.0 * (questions.Count - missed.Count) / questions.Count:0.0} %), no answer {found.Values.Count(ids => ids.Count == 0)}"));
        return (questions.Count, questions.Count - missed.Count, missed);
    }
}
