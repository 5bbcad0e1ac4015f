using Xunit;

namespace BotAssistant.Core.Tests.HouseRules;

public sealed class TextsStandInYamlTests
{
    public static TheoryData<string> Shipped => ["core", "dialogs", "integrations", "bot"];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void No_text_that_a_person_reads_is_in_code(string folder)
    {
        var found =
            from file in Repository.Files(folder, "*.cs")
            where !Repository.Name(file).Contains("/Migrations/", StringComparison.Ordinal)
            from literal in StringLiterals.Of(File.ReadAllText(file.FullName))
            where literal.Text.Any(IsHan)
            select $"{Repository.Name(file)}:{literal.Line}: {literal.Text}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var a = \"年糕\";", "年糕")]
    [InlineData("var a = @\"年\"\"糕\";", "年\"\"糕")]
    [InlineData("var a = $\"{b}年{c}\";", "{b}年{c}")]
    [InlineData("var a = \"\"\"年\"糕\"\"\";", "年\"糕")]
    [InlineData("var a = \"\\\"年\";", "\\\"年")]
    [InlineData("var q = '\"'; var a = \"年\";", "年")]
    public void The_lexer_sees_every_kind_of_string(string code, string text)
        => Assert.Equal(text, Assert.Single(StringLiterals.Of(code)).Text);

    [Theory]
    [InlineData("// \"年糕\"")]
    [InlineData("/* \"年糕\" */")]
    [InlineData("var c = '年';")]
    public void The_lexer_passes_over_comments_and_characters(string code) => Assert.Empty(StringLiterals.Of(code));

    private static bool IsHan(char c) => c is (>= '\u3000' and <= '\u303F') or (>= '\u3400' and <= '\u9FFF') or (>= '\uFF01' and <= '\uFF5E');
}
