using System.Text;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class PassageFilesTests
{
    private const string Head = """
        - from: 2026-01-01
          source: s
          reviewed: 2026-01-01
          certainty: sample

        """;

    private const string Passages = Head + """
          entries:
            - { id: first, title: t1, certainty: found, basis: b, text: x }
            - { id: second-2, title: t2, certainty: to-confirm, basis: b, text: x, also: y }
        """;

    private const string Search = Head + """
          threshold: 0.5
          near: 0.5
          weights: { saturation: 1, length: 0.5, character: 0.5, synonym: 2, title: 2, also: 2, coverage: 0.3, half: 1 }
          stopPhrases: [stop]
          otherSubjects: [other]
          synonyms:
            - [one, two]
          items: []
        """;

    [Fact]
    public void Sound_files_are_read()
    {
        Assert.Equal(2, Load("passages.yaml", Passages).Passages.All[0].Entries.Count);
        Assert.Equal(["one", "two"], Load("rule-search.yaml", Search).RuleSearch.All[0].Synonyms[0]);
    }

    [Theory]
    [InlineData("id: second-2", "id: first", "the id 'first' stands there twice")]
    [InlineData("id: first", "id: C06", "three signs are an item of the checklist")]
    [InlineData("id: first", "id: First-one", "must be a few small letters")]
    [InlineData("title: t2", "title: t1", "the title 't1' stands there twice")]
    [InlineData("basis: b, text: x }", "basis: '', text: x }", "'basis' of 'first' is empty")]
    [InlineData("text: x }", "text: x, clause: c }", "leave out 'chapter' and 'clause'")]
    [InlineData("certainty: found, ", "", "certainty")]
    public void A_slip_in_a_passage_stops_the_start(string good, string bad, string says) => Refuses("passages.yaml", Passages, good, bad, says);

    [Theory]
    [InlineData("[one, two]", "[one]", "'one' needs two words at least")]
    [InlineData("[one, two]", "[one, two, stop]", "the word 'stop' stands there twice")]
    [InlineData("[other]", "[other, one]", "the word 'one' stands there twice")]
    [InlineData("threshold: 0.5", "threshold: 1.5", "'threshold' and 'near' must be between 0 and 1")]
    [InlineData("half: 1 }", "half: 0 }", "'half' must be above zero")]
    public void A_slip_in_the_search_words_stops_the_start(string good, string bad, string says) => Refuses("rule-search.yaml", Search, good, bad, says);

    private static void Refuses(string file, string text, string good, string bad, string says)
    {
        var error = Assert.Throws<ContentException>(() => Load(file, text.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The shipped files, but for one.</summary>
    private static RegulationBook Load(string file, string text) => RegulationFiles.Load(
        name => name == file ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : typeof(RegulationBook).Assembly.GetManifestResourceStream(name)!);
}
