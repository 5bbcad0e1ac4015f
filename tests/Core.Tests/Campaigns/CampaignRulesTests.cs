using BotAssistant.Campaigns;
using BotAssistant.Core.Tests.Regulations;
using BotAssistant.People;
using Xunit;

namespace BotAssistant.Core.Tests.Campaigns;

public sealed class CampaignRulesTests
{
    private static readonly CampaignRules Rules = Shipped.Rules.Campaigns;

    [Theory]
    [InlineData("请“{作坊名称}”（{登记编号}，{所在区县}）自查", null)]
    [InlineData("有问题打 0574-00000000，或看 https://scjgj.ningbo.gov.cn/a?b=1", null)]
    [InlineData("3.5公斤以下，按DB33/3009.1查", null)]
    [InlineData("{业主姓名}您好", "broadcast-field")]
    [InlineData("{作坊名称您好", "broadcast-brace")]
    [InlineData("请打13800000000", "broadcast-personal")]
    [InlineData("证件 330203190001010013", "broadcast-personal")]
    [InlineData("看 http://example.com", "broadcast-link")]
    [InlineData("看 www.example.com", "broadcast-link")]
    [InlineData("看 http://gov.cn@example.com/", "broadcast-link")]
    [InlineData("看 http://notgov.cn/", "broadcast-link")]
    [InlineData("看 HTTP://203.0.113.9/a", "broadcast-link")]
    public void A_text_is_refused_for_what_no_broadcast_may_say(string text, string? code)
        => Assert.Equal(code, Rules.Check(CampaignRules.Tidy(text), Role.Owner)?.Code);

    [Fact]
    public void Full_width_braces_are_braces() => Assert.Null(Rules.Check(CampaignRules.Tidy("请｛作坊名称｝自查"), Role.Owner));

    [Fact]
    public void Who_has_no_workshop_gets_no_text_about_one()
        => Assert.Equal("broadcast-field-owner", Rules.Check("请{作坊名称}自查", Role.Inspector)?.Code);

    [Fact]
    public void A_longer_text_than_one_message_is_refused()
        => Assert.Equal("text-too-long", Rules.Check(new string('查', Rules.MaxLength + 1), Role.Owner)?.Code);

    [Fact]
    public void Products_are_known_by_their_kind_and_group_and_by_what_people_call_them()
    {
        var kinds = Shipped.Rules.FoodKinds;
        Assert.Equal(["group:grain", "group:soy", "kind:niangao", "kind:tofu"], ProductMarks.Of(["慈城年糕", "盐卤豆腐", "不知名的东西"], kinds));
        Assert.Equal(("group:pastry", "kind:niangao", null), (ProductMarks.Find("糕点", kinds), ProductMarks.Find("水磨年糕", kinds), ProductMarks.Find("火锅", kinds)));
        Assert.Equal(("糕点", "年糕"), (ProductMarks.NameOf("group:pastry", kinds), ProductMarks.NameOf("kind:niangao", kinds)));
    }
}
