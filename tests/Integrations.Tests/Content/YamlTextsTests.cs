using System.Text;
using BotAssistant.Content;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class YamlTextsTests
{
    [Fact]
    public void Nested_maps_are_keys_with_dots()
    {
        var texts = Texts(("a.zh-CN.yaml", "filing:\n  name:\n    ask: 小作坊叫什么？\n    hint: 再写一次\n"));

        Assert.Equal("小作坊叫什么？", texts.Say("filing.name.ask"));
        Assert.True(texts.Has("filing.name.hint"));
        Assert.False(texts.Has("filing.name"));
        Assert.Equal(["filing.name.ask", "filing.name.hint"], texts.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Places_are_filled()
        => Assert.Equal("您好，阿四", Texts(("a.zh-CN.yaml", "hello: 您好，{name}\n")).Say("hello", ("name", "阿四")));

    [Fact]
    public void A_value_that_holds_braces_is_left_as_it_is()
        => Assert.Equal("{b}x", Texts(("a.zh-CN.yaml", "t: '{a}{b}'\n")).Say("t", ("a", "{b}"), ("b", "x")));

    [Fact]
    public void A_doubled_brace_is_a_brace()
        => Assert.Equal("{name} 阿四", Texts(("a.zh-CN.yaml", "t: '{{name}} {name}'\n")).Say("t", ("name", "阿四")));

    [Fact]
    public void Lines_of_a_block_stay_and_its_end_is_trimmed()
        => Assert.Equal("一\n二", Texts(("a.zh-CN.yaml", "t: |\n  一\n  二\n\n")).Say("t"));

    [Fact]
    public void A_missing_text_names_its_key()
        => Assert.Contains("'no.such'", Assert.Throws<KeyNotFoundException>(() => Texts().Say("no.such")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_value_names_text_place_and_file()
    {
        var texts = Texts(("a.zh-CN.yaml", "hello: 您好，{name}\n"));

        var fault = Assert.Throws<KeyNotFoundException>(() => texts.Say("hello", ("other", "x"))).Message;

        Assert.Contains("'hello'", fault, StringComparison.Ordinal);
        Assert.Contains("'{name}'", fault, StringComparison.Ordinal);
        Assert.Contains("a.zh-CN.yaml", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_two_files_is_refused_with_both_names()
    {
        var fault = Assert.Throws<ContentException>(() => Texts(("a.zh-CN.yaml", "x:\n  y: 一\n"), ("b.zh-CN.yaml", "x:\n  y: 二\n"))).Message;

        Assert.StartsWith("b.zh-CN.yaml, line 2:", fault, StringComparison.Ordinal);
        Assert.Contains("a.zh-CN.yaml", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:\n  - 一\n", 2)]
    [InlineData("a:\n", 1)]
    [InlineData("a: 一\na: 二\n", 2)]
    [InlineData("a: \"一\n", 1)]
    [InlineData("a: 一\nb: 'name {place'\n", 2)]
    public void What_is_no_map_of_sound_texts_is_refused_with_its_line(string yaml, int line)
        => Assert.StartsWith($"a.zh-CN.yaml, line {line}:", Assert.Throws<ContentException>(() => Texts(("a.zh-CN.yaml", yaml))).Message, StringComparison.Ordinal);

    private static YamlTexts Texts(params (string File, string Yaml)[] files)
        => new(files.Select(file => (file.File, (Stream)new MemoryStream(Encoding.UTF8.GetBytes(file.Yaml)))));
}
