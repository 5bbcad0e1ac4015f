using System.Text.RegularExpressions;
using Xunit;

namespace BotAssistant.Dialogs.Tests;

/// <summary>Every text that code asks for stands in YAML, and every refusal can be said.</summary>
public sealed partial class TextsTests
{
    // Texts of the host (bot/Hosting/host.zh-CN.yaml) are read with it.
    private static readonly Content.YamlTexts All = ShippedDialogs.Texts;

    [Fact]
    public void Every_refusal_code_has_a_text_with_places_that_its_values_fill()
    {
        var missing = new List<string>();
        foreach (var (file, code, values) in Refusals())
        {
            if (!All.Has($"refused.{code}"))
            {
                missing.Add($"{file}: refused.{code}");
                continue;
            }

            var filled = values.Select(name => (name, "示例")).ToArray();
            if (Record.Exception(() => All.Say($"refused.{code}", filled)) is { } error)
            {
                missing.Add($"{file}: {error.Message}");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_text_that_code_names_exists()
        => Assert.Empty(Sources("dialogs", "bot/Turns").SelectMany(file => Says().Matches(file.Text).Select(match => match.Groups[1].Value).Where(key => !All.Has(key)).Select(key => $"{file.Name}: {key}")));

    [Fact]
    public void Every_question_has_its_label_and_every_dialog_its_summary()
    {
        var asks = All.Keys.Where(key => key.EndsWith(".ask", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asks);
        Assert.All(
            asks.Select(key => key[..^4]).Where(question => !question.EndsWith(".confirm", StringComparison.Ordinal) && question != "discard"),
            question => Assert.True(All.Has($"{question}.label"), $"{question} has no label"));
    }

    [Fact]
    public void What_is_not_official_says_so()
    {
        var rules = ShippedDialogs.Rules.On(ShippedDialogs.Today);
        Assert.Contains("示例", rules.CommitmentLetter.Text, StringComparison.Ordinal);
        Assert.Contains("示例", rules.DataNotice.Text, StringComparison.Ordinal);
        Assert.Contains("示例", All.Say("notice.registered", ("filing", "1"), ("workshop", "甲"), ("number", "2")), StringComparison.Ordinal);
        Assert.Contains("待核定", All.Say("filing.product-unsure", ("product", "甲"), ("entry", "乙")), StringComparison.Ordinal);
        Assert.Contains("待核定", All.Say("doubt.no-licence"), StringComparison.Ordinal);
    }

    [Fact]
    public void Spellings_of_words_do_not_clash()
    {
        var spellings = All.Keys.Where(key => key.StartsWith("words.", StringComparison.Ordinal) && key != "words.correct").SelectMany(key => Words.WordBook.Spellings(All, key["words.".Length..])).ToList();
        Assert.Equal(spellings.Count, spellings.Distinct().Count());
    }

    private static IEnumerable<(string File, string Code, IReadOnlyList<string> Values)> Refusals()
        => from file in Sources("core", "dialogs", "bot/Turns")
           from match in Made().Matches(file.Text)
           where !match.Groups[1].Value.Contains('{', StringComparison.Ordinal)
           select (file.Name, match.Groups[1].Value, (IReadOnlyList<string>)[.. Named().Matches(match.Groups[2].Value).Select(name => name.Groups[1].Value)]);

    private static IEnumerable<(string Name, string Text)> Sources(params string[] folders)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "BotAssistant.sln")))
        {
            root = root.Parent;
        }

        return from folder in folders
               from path in Directory.GetFiles(Path.Combine(root!.FullName, folder), "*.cs", SearchOption.AllDirectories)
               where !path.Contains("/obj/", StringComparison.Ordinal)
               select (Path.GetFileName(path), File.ReadAllText(path));
    }

    [GeneratedRegex("""(?:new Refusal|Reading\.Refuse)\(\$?"([a-z{}.\-]+)"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)""")]
    private static partial Regex Made();

    [GeneratedRegex("""\("([a-z]+)",""")]
    private static partial Regex Named();

    [GeneratedRegex("""(?:texts\.Say|ask\.Say|new Saying|TellAsync|TellOwnerAsync|Finished)\((?:[a-z]+, )?"([a-z0-9.\-]+)"[,)]""")]
    private static partial Regex Says();
}
