using BotAssistant.Checklists;
using Xunit;

namespace BotAssistant.Core.Tests.Checklists;

public sealed class CheckHistoryTests
{
    private static readonly CheckResult January = Result(1, CheckScope.Whole, ("A01", Verdict.Fault), ("A02", Verdict.Fault), ("A03", Verdict.Conforms));
    private static readonly CheckResult February = Result(2, CheckScope.Critical, ("A01", Verdict.Conforms));

    [Fact]
    public void The_latest_answer_of_each_item_counts_whichever_check_it_came_from()
        => Assert.Equal(["A02"], new CheckHistory([February, January]).OpenFaults);

    [Fact]
    public void A_check_is_held_against_the_last_of_its_scope_and_its_items_against_their_last_answers()
    {
        var march = Result(3, CheckScope.Whole, ("A01", Verdict.Fault), ("A02", Verdict.Conforms), ("A03", Verdict.NotApplicable));
        var compared = new CheckHistory([February, January]).Compare(march);
        Assert.Equal(January, compared.Before);
        Assert.Equal("A02||A01", Changes(compared));
    }

    [Fact]
    public void A_fault_that_is_still_one_is_an_old_one()
    {
        var compared = new CheckHistory([January]).Compare(Result(2, CheckScope.LastFaults, ("A01", Verdict.Fault), ("A02", Verdict.NotApplicable)));
        Assert.Null(compared.Before);
        Assert.Equal("|A01|", Changes(compared));
    }

    [Fact]
    public void The_first_check_has_nothing_to_be_held_against()
    {
        var compared = new CheckHistory([]).Compare(January);
        Assert.Null(compared.Before);
        Assert.Equal(["A01", "A02"], compared.Fresh);
        Assert.Empty(new CheckHistory([]).OpenFaults);
    }

    [Fact]
    public void Checks_of_two_chapters_are_not_alike()
        => Assert.False((January with { Scope = CheckScope.Chapter, Chapter = "A" }).IsLike(January with { Scope = CheckScope.Chapter, Chapter = "B" }));

    private static string Changes(Comparison compared)
        => string.Join('|', new[] { compared.PutRight, compared.Again, compared.Fresh }.Select(items => string.Join(' ', items)));

    private static CheckResult Result(int number, CheckScope scope, params (string Item, Verdict Verdict)[] answers) => new(
        Guid.NewGuid(), number, Guid.Empty, "list", new DateOnly(2026, 1, 1), scope, null, new DateTimeOffset(2026, number, 1, 9, 0, 0, TimeSpan.FromHours(8)), "业主", new Score(null, null, 0, 0, 0, 0),
        [.. answers.Select(answer => Lists.Answer(answer.Item, answer.Verdict))]);
}
