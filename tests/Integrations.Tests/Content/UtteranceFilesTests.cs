using System.Text;
using BotAssistant.Content;
using BotAssistant.Regulations;
using BotAssistant.Understanding;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class UtteranceFilesTests
{
    [Fact]
    public void The_shipped_files_load_with_all_intents()
    {
        var utterances = UtteranceFiles.Load(typeof(RegulationBook).Assembly);

        Assert.Equal(41, utterances.Table.Intents.Count);
        Assert.True(utterances.Phrasings.Count >= 400);
    }

    [Fact]
    public void An_unknown_intent_is_refused_with_its_line()
        => Assert.Equal("utterances-officer.yaml, line 1: there is no intent 'dance'.", Faults("utterances-officer.yaml", "dance:\n  - 跳舞\n"));

    [Fact]
    public void A_phrasing_that_stands_there_twice_is_refused_with_both_lines()
    {
        var fault = Faults("utterances-officer.yaml", "report:\n  - 出一张表\n  - 导出\n  - 出一张　表！\n");

        Assert.StartsWith("utterances-officer.yaml, line 4: '出一张　表！' stands in utterances-officer.yaml, line 2 already", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_phrasing_of_everyone_cannot_be_one_of_a_role_too()
        => Assert.StartsWith("utterances-officer.yaml, line 2: '人工' stands in utterances-all.yaml, line", Faults("utterances-officer.yaml", "report:\n  - 人工\n"), StringComparison.Ordinal);

    [Fact]
    public void An_intent_in_the_file_of_another_role_is_refused()
        => Assert.Contains("does not belong", Faults("utterances-officer.yaml", "file:\n  - 建一个档\n"), StringComparison.Ordinal);

    [Fact]
    public void An_intent_that_nobody_says_is_refused()
        => Assert.Equal("intents.yaml: the intent 'draw' has no phrasing in any utterance file.", Faults("utterances-officer.yaml", "review-queue: [审]\nbroadcast: [发]\nplan: [划]\nconduct: [罚]\nindicators: [指]\nreport: [报]\n"));

    [Theory]
    [InlineData("report: 导出\n")]
    [InlineData("report:\n  - { a: b }\n")]
    [InlineData("report:\n  - ！！\n")]
    [InlineData("report: [a\n")]
    public void A_slip_of_the_pen_is_refused_with_file_and_line(string yaml)
        => Assert.StartsWith("utterances-officer.yaml, line ", Faults("utterances-officer.yaml", yaml), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_key_of_an_intent_is_refused_with_its_line()
        => Assert.StartsWith("intents.yaml, line ", Faults("intents.yaml", "thresholds:\n  shure: 0.5\n"), StringComparison.Ordinal);

    private static string Faults(string file, string yaml)
        => Assert.Throws<ContentException>(() => UtteranceFiles.Load(name => name == file
            ? new MemoryStream(Encoding.UTF8.GetBytes(yaml))
            : typeof(Utterances).Assembly.GetManifestResourceStream(name)!)).Message;
}
