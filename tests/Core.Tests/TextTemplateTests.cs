using Xunit;

namespace BotAssistant.Core.Tests;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("没有", "没有")]
    [InlineData("{a}{b}{a}", "1{a}1")]
    [InlineData("{{a}} {{", "{a} {")]
    [InlineData("}}{a}", "}1")]
    public void Places_are_filled_in_one_pass(string template, string filled)
        => Assert.Equal(filled, TextTemplate.Fill(template, ("a", "1"), ("b", "{a}")));

    [Theory]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("{a}}")]
    public void A_single_brace_is_an_error(string template) => Assert.Throws<FormatException>(() => TextTemplate.Fill(template, ("a", "1")));

    [Fact]
    public void A_place_without_a_value_is_named()
        => Assert.Contains("{b}", Assert.Throws<KeyNotFoundException>(() => TextTemplate.Fill("{b}", ("a", "1"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_places_are_listed_once_each() => Assert.Equal(["b", "a"], TextTemplate.Places("{b}{a}{{c}}{b}"));
}
