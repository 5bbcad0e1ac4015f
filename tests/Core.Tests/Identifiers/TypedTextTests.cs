using BotAssistant.Identifiers;
using CsCheck;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３！", "ABC123!")]
    [InlineData("\u3000慈城\u3000\u00A0阿四 ", "慈城 阿四")]
    [InlineData("\u200B改\u200D 3\uFEFF", "改 3")]
    [InlineData("一行\r\n二行", "一行 二行")]
    [InlineData("年糕。", "年糕。")]
    [InlineData("a\uD800b", "ab")]
    [InlineData("\uD83C\uDF5A年糕", "\uD83C\uDF5A年糕")]
    [InlineData("  ", "")]
    public void What_a_phone_turns_out_is_brought_to_one_form(string typed, string folded) => Assert.Equal(folded, TypedText.Fold(typed));

    [Fact]
    public void Compact_drops_inner_spaces_and_dashes() => Assert.Equal("33020320260001", TypedText.Compact("330203 －2026— 0001"));

    [Fact]
    public void Folding_twice_changes_nothing_more() => Gen.String.Sample(typed => TypedText.Fold(TypedText.Fold(typed)) == TypedText.Fold(typed));
}
