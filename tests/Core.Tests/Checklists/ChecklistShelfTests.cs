using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Checklists;

public sealed class ChecklistShelfTests
{
    private static readonly Checklist First = RegulationFiles.Load(typeof(RegulationBook).Assembly).SelfCheck.All[0];

    [Fact]
    public void What_the_bureau_published_follows_what_ships()
    {
        var shelf = new ChecklistShelf(new Revisions<Checklist>([First]));
        shelf.Put([From(2027, 6), From(2027, 1)]);
        Assert.Equal([First.From, new DateOnly(2027, 1, 1), new DateOnly(2027, 6, 1)], shelf.Revisions.All.Select(list => list.From));
    }

    [Fact]
    public void An_update_of_the_service_does_not_replace_the_bureaus_own_list()
    {
        var shelf = new ChecklistShelf(new Revisions<Checklist>([First, From(2026, 12), From(2027, 3)]));
        shelf.Put([From(2027, 1)]);
        Assert.Equal(new DateOnly(2027, 1, 1), shelf.Revisions.On(new DateOnly(2028, 1, 1)).From);
        Assert.NotNull(shelf.Revisions.Begun(new DateOnly(2026, 12, 1)));
    }

    [Fact]
    public void What_is_taken_back_leaves_what_ships()
    {
        var shelf = new ChecklistShelf(new Revisions<Checklist>([First]));
        shelf.Put([From(2027, 1)]);
        shelf.Put([]);
        Assert.Same(First, Assert.Single(shelf.Revisions.All));
    }

    [Fact]
    public void A_change_has_a_code_that_another_change_has_not()
    {
        var (one, other) = (new ChecklistChange(First, From(2027, 1)), new ChecklistChange(First, From(2027, 2)));
        Assert.True(one.IsNone);
        Assert.NotEqual(one.Code, other.Code);
        Assert.NotEqual(one.Code, new ChecklistChange(First, From(2027, 1) with { Name = "另一张" }).Code);
        Assert.Equal(one.Code, new ChecklistChange(First, From(2027, 1)).Code);
    }

    private static Checklist From(int year, int month) => First with { From = new DateOnly(year, month, 1) };
}
