using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Core.Tests.HouseRules;
using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Checklists;

public sealed class ShippedChecklistTests
{
    private static Checklist List => Shipped.Rules.SelfCheck;

    [Fact]
    public void The_working_list_has_82_items_in_13_chapters_two_of_them_optional_and_29_critical()
    {
        var items = List.For([]).Items.ToList();
        Assert.Equal((82, 2, 29), (items.Count, items.Count(item => item.Optional), items.Count(item => item.Critical)));
        Assert.Equal("ABCDEFGHIJKLM", string.Concat(List.For([]).Chapters.Select(chapter => chapter.Id)));
    }

    [Fact]
    public void It_says_that_it_is_ours_and_not_the_standard()
    {
        Assert.Equal(Certainty.Sample, List.Certainty);
        Assert.Contains("示例", List.Source, StringComparison.Ordinal);
        Assert.All(List.Items, item => Assert.Null(item.Clause));
        Assert.DoesNotContain(List.Items, item => item.Basis.Contains("DB33", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_was_read_as_law_is_cited_as_law()
        => Assert.All(List.Items, item => Assert.Equal(item.Certainty == Certainty.Found, item.Basis.Contains('第')));

    [Fact]
    public void The_five_priority_groups_have_items_of_their_own_and_they_are_to_be_confirmed()
    {
        var own = List.Items.Where(item => item.Kinds.Count > 0).ToList();
        var groups = Shipped.Rules.FoodKinds.Groups;
        Assert.All(groups.Where(group => group.Priority), group => Assert.InRange(List.For([group.Key]).Items.Count() - 82, 2, 4));
        Assert.All(own, item => Assert.Equal((Certainty.ToConfirm, false), (item.Certainty, item.Critical)));
        Assert.Empty(own.SelectMany(item => item.Kinds).Except(groups.Select(group => group.Key)));
        Assert.Contains("待核定", List.Chapters.Single(chapter => chapter.Items.Any(item => item.Kinds.Count > 0)).Name, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_is_short_enough_for_a_phone()
        => Assert.All(List.Items, item => Assert.InRange(item.Text.Length, 4, 40));

    /// <summary>
    /// Old results refer to a revision by its day: what was published is changed by a new revision below it. PublishedChecklists.txt holds what was;
    /// BOTASSISTANT_APPROVE=1 rewrites it.
    /// </summary>
    [Fact]
    public async Task A_published_revision_stays_as_it_was()
    {
        var book = RegulationFiles.Load(typeof(RegulationBook).Assembly);
        var found = book.Shelves.SelectMany(shelf => shelf.Revisions.All).SelectMany(list => list.Items.Select(item =>
            $"{list.Id} {list.From:O} {item.Id} {list.Scoring.PointsOf(item)}{(item.Critical ? " critical" : "")}{(item.MayBeOmitted ? " may-be-omitted" : "")} {item.Text}")).ToList();
        var path = Path.Combine(Repository.Root.FullName, "tests", "Core.Tests", "Checklists", "PublishedChecklists.txt");
        if (Environment.GetEnvironmentVariable("BOTASSISTANT_APPROVE") == "1")
        {
            await File.WriteAllLinesAsync(path, found, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken), found);
    }
}
