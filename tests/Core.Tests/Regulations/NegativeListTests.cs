using BotAssistant.Regulations;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class NegativeListTests
{
    private static NegativeList List => Shipped.Rules.NegativeList;

    [Theory]
    [InlineData("酸奶", "dairy")]
    [InlineData("老酸奶（原味）", "dairy")]
    [InlineData("酸奶 500克", "dairy")]
    [InlineData("水牛奶", "dairy")]
    [InlineData("奶油", "dairy")]
    [InlineData("黄桃罐头", "canned")]
    [InlineData("可吸果冻", "jelly")]
    [InlineData("保健品", "health-food")]
    [InlineData("特医食品", "medical-food")]
    [InlineData("婴儿配方奶粉", "dairy")]
    [InlineData("婴幼儿米粉", "special-staple")]
    public void The_provinces_entries_stop(string product, string entry)
        => Assert.Equal(entry, Assert.IsType<ProductVerdict.Forbidden>(List.Check(product)).Entry.Id);

    [Theory]
    [InlineData("奶油蛋糕")]
    [InlineData("牛奶面包")]
    [InlineData("酸奶面包(袋装)")]
    [InlineData("黄油饼干")]
    [InlineData("牛轧奶糖")]
    [InlineData("腐乳")]
    [InlineData("鲜肉月饼")]
    [InlineData("肉粽")]
    [InlineData("年糕")]
    [InlineData("慈城年糕")]
    [InlineData("豆腐干")]
    [InlineData("白酒")]
    [InlineData("水煮笋")]
    [InlineData("溪口千层饼")]
    [InlineData("牛肉酱")]
    public void Another_food_is_not_stopped_for_what_is_in_it(string product) => Assert.IsType<ProductVerdict.Clear>(List.Check(product));

    [Theory]
    [InlineData("豆奶", "drinks-2015")]
    [InlineData("花生牛奶", "dairy")]
    [InlineData("植物奶油", "dairy")]
    [InlineData("双皮奶", "dairy")]
    [InlineData("酸奶饮品", "dairy")]
    [InlineData("奶茶", "dairy")]
    [InlineData("罐装笋", "canned")]
    [InlineData("养生糕", "health-food")]
    [InlineData("宝宝面条", "special-staple")]
    [InlineData("勾兑白酒", "blended-spirits-2015")]
    [InlineData("熟牛肉", "meat-2015")]
    [InlineData("速冻水饺", "frozen-2015")]
    [InlineData("凉茶", "drinks-2015")]
    public void What_is_not_certain_goes_to_the_officer(string product, string entry)
        => Assert.Equal(entry, Assert.IsType<ProductVerdict.Unsure>(List.Check(product)).Entry.Id);

    [Fact]
    public void No_kind_that_an_owner_can_pick_is_stopped()
        => Assert.DoesNotContain(Shipped.Rules.FoodKinds.Kinds, kind => List.Check(kind.Name) is ProductVerdict.Forbidden);

    [Fact]
    public void What_the_old_city_list_named_never_stops()
    {
        var old = List.Entries.Where(entry => entry.Certainty != Certainty.Found).ToList();

        Assert.Equal(4, old.Count);
        Assert.All(old.SelectMany(entry => entry.Unsure), word => Assert.IsNotType<ProductVerdict.Forbidden>(List.Check(word)));
    }

    [Fact]
    public void Width_and_spaces_do_not_open_a_way_round()
        => Assert.IsType<ProductVerdict.Forbidden>(List.Check(" 酸\u200B　奶 "));

    [Theory]
    [InlineData("")]
    [InlineData("(酸奶)")]
    [InlineData("500")]
    public void A_name_that_is_all_remark_is_judged_as_it_stands(string product) => Assert.NotNull(List.Check(product));

    [Fact]
    public void No_name_makes_it_slow_or_throw()
        => Gen.OneOf(Gen.String, Gen.Char["1.(酸奶)克g"].Array[0, 400].Select(characters => new string(characters)))
            .Sample(product => List.Check(product) is not null);
}
