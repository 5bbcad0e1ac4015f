using BotAssistant.Identifiers;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class AddressKeyTests
{
    [Theory]
    [InlineData("浙江省宁波市海曙区示例路1号")]
    [InlineData("宁波市海曙区示例路1号")]
    [InlineData("浙江宁波 海曙区 示例路１号。")]
    [InlineData("海曙区,示例路(1号)")]
    public void The_same_address_has_one_key(string address) => Assert.Equal("海曙区示例路1号", AddressKey.Of(address));

    [Theory]
    [InlineData("海曙区示例路2号")]
    [InlineData("江北区示例路1号")]
    [InlineData("海曙区示例路1号2幢")]
    public void Another_address_has_another_key(string address) => Assert.NotEqual(AddressKey.Of("海曙区示例路1号"), AddressKey.Of(address));

    [Fact]
    public void Letters_count_whatever_their_case_and_width() => Assert.Equal(AddressKey.Of("示例路1号b座"), AddressKey.Of("示例路1号Ｂ座"));
}
