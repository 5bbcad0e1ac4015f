using BotAssistant.Campaigns;
using BotAssistant.People;
using BotAssistant.Workshops;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);
    private static readonly Person Author = Officer("甲", "330203"), Other = Officer("乙", "330203");
    private static readonly CampaignContent Content = Of("请“{作坊名称}”自查");

    private readonly Campaign campaign = Campaign.Compose(Guid.NewGuid(), 3, Author, Content, Start);

    [Fact]
    public void Nothing_goes_before_a_second_person_has_approved_it()
    {
        Assert.Equal("campaign-not-approved", campaign.Start(Day(1))?.Code);
        Assert.Equal("campaign-not-submitted", campaign.Approve(Other, Content.Digest(), Lasts, Day(1))?.Code);
        Assert.Null(campaign.Submit(Author, Day(1)));
        Assert.Equal("campaign-own", campaign.Approve(Author, Content.Digest(), Lasts, Day(1))?.Code);
        Assert.Equal("campaign-not-approved", campaign.Start(Day(1))?.Code);
        Assert.Null(campaign.Approve(Other, Content.Digest(), Lasts, Day(1)));
        Assert.Null(campaign.Start(Day(1)));
        Assert.Equal((CampaignState.Running, Day(8)), (campaign.State, campaign.EndsAt));
        Assert.Equal(["composed", "submitted", "approved", "started"], campaign.Steps.Select(step => step.Kind));
        Assert.Equal(["甲", "甲", "乙", ""], campaign.Steps.Select(step => step.By));
    }

    [Fact]
    public void What_is_approved_is_exactly_what_was_shown()
    {
        campaign.Submit(Author, Day(1));
        var shown = campaign.Content.Digest();
        Assert.Null(campaign.Revise(Author, Of("请“{作坊名称}”明天来所里"), Day(2)));
        campaign.Submit(Author, Day(2));
        Assert.Equal("campaign-changed", campaign.Approve(Other, shown, Lasts, Day(2))?.Code);
        Assert.Null(campaign.Approve(Other, campaign.Content.Digest(), Lasts, Day(2)));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("district")]
    [InlineData("product")]
    [InlineData("state")]
    [InlineData("role")]
    [InlineData("time")]
    [InlineData("purpose")]
    public void Every_part_of_the_content_is_part_of_its_code(string part)
    {
        var other = part switch
        {
            "text" => Content with { Text = $"{Content.Text}。" },
            "district" => Content with { Audience = Content.Audience with { Districts = ["330203", "330205"] } },
            "product" => Content with { Audience = Content.Audience with { Products = ["kind:niangao"] } },
            "state" => Content with { Audience = Content.Audience with { Production = [ProductionState.Suspended] } },
            "role" => Content with { Audience = Content.Audience with { Role = Role.Inspector } },
            "time" => Content with { SendAt = Day(3) },
            _ => Content with { Purpose = "别的" },
        };
        Assert.NotEqual(Content.Digest(), other.Digest());
    }

    [Fact]
    public void A_change_after_the_approval_takes_the_approval_back()
    {
        campaign.Submit(Author, Day(1));
        campaign.Approve(Other, Content.Digest(), Lasts, Day(1));
        Assert.Equal("campaign-not-yours", campaign.Revise(Other, Content, Day(1))?.Code);
        Assert.Null(campaign.Revise(Author, Content with { Purpose = "别的" }, Day(1)));
        Assert.Equal((CampaignState.Draft, null), (campaign.State, campaign.EndsAt));
        Assert.Equal("campaign-not-approved", campaign.Start(Day(2))?.Code);
    }

    [Fact]
    public void One_that_has_begun_is_paused_resumed_and_stopped_but_not_changed()
    {
        campaign.Submit(Author, Day(1));
        campaign.Approve(Other, Content.Digest(), Lasts, Day(1));
        campaign.Start(Day(1));
        Assert.Equal("campaign-begun", campaign.Revise(Author, Content, Day(1))?.Code);
        Assert.Equal("campaign-not-paused", campaign.Resume(Other, Day(1))?.Code);
        Assert.Null(campaign.Pause(Other, Day(1)));
        Assert.Equal("campaign-not-running", campaign.Pause(Author, Day(1))?.Code);
        Assert.Null(campaign.Resume(Author, Day(1)));
        Assert.Null(campaign.Stop(Author, Day(1)));
        Assert.Equal("campaign-over", campaign.Stop(Other, Day(1))?.Code);
        Assert.Equal("campaign-not-paused", campaign.Resume(Other, Day(1))?.Code);
        Assert.Equal("campaign-begun", campaign.Revise(Author, Content, Day(1))?.Code);
    }

    [Fact]
    public void It_waits_for_its_time_and_lasts_from_then()
    {
        var planned = Campaign.Compose(Guid.NewGuid(), 4, Author, Content with { SendAt = Day(5) }, Start);
        planned.Submit(Author, Day(1));
        planned.Approve(Other, planned.Content.Digest(), Lasts, Day(1));
        Assert.False(planned.IsDue(Day(4)));
        Assert.Equal("campaign-not-approved", planned.Start(Day(4))?.Code);
        Assert.True(planned.IsDue(Day(5)));
        Assert.Equal(Day(12), planned.EndsAt);
    }

    [Fact]
    public void Only_those_who_cover_all_of_an_audience_cover_it()
    {
        Assert.True(Content.Audience.IsCoveredBy(Author));
        Assert.False((Content.Audience with { Districts = ["330203", "330205"] }).IsCoveredBy(Author));
        Assert.False((Content.Audience with { Districts = [Person.WholeCity] }).IsCoveredBy(Author));
        Assert.False((Content.Audience with { Districts = [] }).IsCoveredBy(Author));
        Assert.True((Content.Audience with { Districts = ["330203", "330205"] }).IsCoveredBy(Officer("丙", Person.WholeCity)));
    }

    private static CampaignContent Of(string text) => new("节前提醒", text, new Audience(Role.Owner, ["330203"], [], [ProductionState.Producing]), null);

    private static Person Officer(string name, params string[] districts) => new(Guid.NewGuid(), Role.Officer, name, districts, Start);
}
