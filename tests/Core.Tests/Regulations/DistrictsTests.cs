using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class DistrictsTests
{
    private static Districts Districts => Shipped.Rules.Districts;

    [Theory]
    [InlineData("海曙区", "330203")]
    [InlineData("海曙", "330203")]
    [InlineData(" 海 曙 ", "330203")]
    [InlineData("３３０２０３", "330203")]
    [InlineData("330204", "330212")] // 江东区, merged into 鄞州区
    [InlineData("江东区", "330212")]
    [InlineData("330283", "330213")] // 奉化市, now a district
    [InlineData("奉化市", "330213")]
    [InlineData("慈溪", "330282")]
    public void A_district_is_found_by_any_of_its_names_and_codes(string typed, string code) => Assert.Equal(code, Districts.Find(typed)?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("杭州")]
    [InlineData("高新区")]
    public void What_is_no_district_is_not_found(string typed) => Assert.Null(Districts.Find(typed));

    [Fact]
    public void A_zone_is_found_and_marked_to_be_confirmed()
    {
        Assert.Equal("gaoxin", Districts.FindZone("高新区")?.Key);
        Assert.All(Districts.Zones, zone => Assert.Equal(Certainty.ToConfirm, zone.Certainty));
    }
}
