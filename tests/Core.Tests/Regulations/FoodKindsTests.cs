using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class FoodKindsTests
{
    private static FoodKinds Kinds => Shipped.Rules.FoodKinds;

    [Theory]
    [InlineData("年糕", "niangao")]
    [InlineData("慈城年糕", "niangao")]
    [InlineData("高桥长面", "noodles")]
    [InlineData("香干", "dried-tofu")]
    [InlineData("豆腐乳", "fermented-tofu")]
    [InlineData("溪口千层饼", "thousand-layer")]
    [InlineData("绿豆糕", "pastry")]
    [InlineData("番薯烧", "baijiu")]
    public void A_product_is_of_the_kind_its_name_ends_with(string product, string kind) => Assert.Equal(kind, Kinds.Find(product)?.Key);

    [Theory]
    [InlineData("")]
    [InlineData("神秘食品")]
    public void An_unknown_product_has_no_kind(string product) => Assert.Null(Kinds.GroupOf(product));

    [Fact]
    public void The_plans_five_groups_come_first_and_have_priority()
        => Assert.Equal(["粮食加工品", "豆制品", "糕点", "白酒", "肉制品"], Kinds.Groups.Where(group => group.Priority).Select(group => group.Name));
}
