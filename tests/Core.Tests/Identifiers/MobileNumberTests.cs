using BotAssistant.Identifiers;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("19900000001")]
    [InlineData("+86 199-0000-0001")]
    [InlineData("0086 199 0000 0001")]
    [InlineData("8619900000001")]
    [InlineData("＋８６１９９０００００００１")]
    [InlineData("\u202D19900000001\u202C")] // as copied from an address book
    public void However_it_is_written_the_number_is_the_same(string typed)
    {
        Assert.Null(MobileNumber.Read(typed, out var canonical));
        Assert.Equal("19900000001", canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12900000001")]
    [InlineData("1990000001")]
    [InlineData("199000000011")]
    [InlineData("0574-87654321")]
    [InlineData("1990000000a")]
    [InlineData("29900000001")]
    public void What_is_no_mobile_number_is_refused(string typed) => Assert.Equal("mobile-format", MobileNumber.Read(typed, out _)?.Code);

    [Fact]
    public void Any_spacing_and_width_reads_the_same()
        => Gen.Select(Gen.Long[13000000000, 19999999999], Typing.Any).Sample((number, typing)
            => MobileNumber.Read(typing($"{number}"), out var canonical) is null && canonical == $"{number}");

    [Theory]
    [InlineData("13900001234", "139****1234")]
    [InlineData("1390000", "*******")]
    public void A_mask_hides_the_middle_and_whatever_is_no_number(string number, string masked) => Assert.Equal(masked, MobileNumber.Mask(number));
}
