using BotAssistant.Identifiers;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class QuantityTests
{
    private static readonly string[] Digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    [Theory]
    [InlineData("3", 3)]
    [InlineData("３人", 3)]
    [InlineData("三个", 3)]
    [InlineData("两个人", 2)]
    [InlineData(" 5 名员工 ", 5)]
    [InlineData("十", 10)]
    [InlineData("十二位", 12)]
    [InlineData("二十", 20)]
    [InlineData("一百零五", 105)]
    [InlineData("一百五", 150)]
    [InlineData("一百五十", 150)]
    [InlineData("两千零三", 2003)]
    [InlineData("九千九百九十九", 9999)]
    [InlineData("二〇二六", 2026)]
    [InlineData("零", 0)]
    public void Whole_numbers_are_read_as_people_write_them(string typed, int expected)
    {
        Assert.Null(Quantity.ReadInteger(typed, 0, 9999, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("人")]
    [InlineData("很多")]
    [InlineData("3.5")]
    [InlineData("8,5")]
    [InlineData("百")]
    [InlineData("一百百")]
    [InlineData("一十百")]
    [InlineData("三四十")]
    [InlineData("一百零")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    public void What_is_no_number_is_refused(string typed)
    {
        Assert.Equal("number-format", Quantity.ReadInteger(typed, 0, 9999, out var value)?.Code);
        Assert.Equal(0, value);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("51")]
    public void A_number_out_of_range_is_told_the_range(string typed)
    {
        var refusal = Quantity.ReadInteger(typed, 0, 50, out _);

        Assert.Equal("number-range", refusal?.Code);
        Assert.Equal([("min", "0"), ("max", "50")], refusal!.Values);
    }

    [Theory]
    [InlineData("80", "80")]
    [InlineData("80平米", "80")]
    [InlineData("八十", "80")]
    [InlineData("80.5㎡", "80.5")]
    [InlineData("80.25 m²", "80.25")]
    [InlineData("80M2", "80")]
    [InlineData("９９平方米", "99")]
    [InlineData("九十九点五平方", "99.5")]
    [InlineData("１００．５平", "100.5")]
    public void Areas_are_read_with_any_unit(string typed, string expected)
    {
        Assert.Null(Quantity.ReadArea(typed, 0, 10_000, out var area));
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), area);
    }

    [Theory]
    [InlineData("大概吧", "number-format")]
    [InlineData("80.123", "number-format")]
    [InlineData("点五", "number-format")]
    [InlineData("八点十", "number-format")]
    [InlineData("-3", "number-range")]
    [InlineData("一亩", "number-format")]
    public void What_is_no_area_is_refused(string typed, string reason) => Assert.Equal(reason, Quantity.ReadArea(typed, 0, 10_000, out _)?.Code);

    [Fact]
    public void Every_number_up_to_9999_is_read_back_from_its_characters()
        => Gen.Int[0, 9999].Sample(number => Quantity.ReadInteger(Written(number), 0, 9999, out var value) is null && value == number);

    [Fact]
    public void Nothing_that_can_be_typed_throws()
        => Gen.OneOf(Gen.String, Gen.Char["一十百千零点半5.-m平"].Array[0, 14].Select(characters => new string(characters))).Sample(typed =>
        {
            Quantity.ReadInteger(typed, 0, 99, out _);
            Quantity.ReadArea(typed, 0, 99, out _);
        });

    private static string Written(int number)
    {
        if (number == 0)
        {
            return "零";
        }

        var (text, skipped) = ("", false);
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            text += digit > 0 ? (skipped && text.Length > 0 ? "零" : "") + Digits[digit] + name : "";
            skipped = digit == 0;
        }

        return text;
    }
}
