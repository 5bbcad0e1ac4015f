using System.Text;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class ChecklistFilesTests
{
    private const string Good = """
        - from: 2026-01-01
          source: s
          reviewed: 2026-01-01
          certainty: sample
          id: list
          name: n
          purpose: self-check
          scoring: { points: 1, criticalPoints: 2, criticalFails: true, criticalGrade: c, grades: [{ from: 90, name: g }, { from: 0, name: p }] }
          chapters:
            - id: A
              name: n
              items:
                - { id: A01, certainty: found, basis: b, text: t, look: l, critical: true }
                - { id: A02, certainty: to-confirm, basis: b, text: t, look: l, kinds: [grain], mayBeOmitted: true, points: 3, evidence: [photo, record] }
        """;

    [Fact]
    public void A_sound_list_is_read() => Assert.Equal(2, Load(Good).SelfCheck.All[0].Items.Count());

    [Theory]
    [InlineData("id: A02", "id: A01", "the item 'A01' stands there twice")]
    [InlineData("id: A02", "id: B02", "item 'B02' must be 'A' and two digits")]
    [InlineData("id: A02", "id: A2", "item 'A2' must be 'A' and two digits")]
    [InlineData("id: A02", "id: A00", "item 'A00' must be 'A' and two digits")]
    [InlineData("critical: true", "critical: true, optional: true", "item 'A01' cannot be critical and optional")]
    [InlineData("points: 3", "points: -3", "item 'A02' must not have points below zero")]
    [InlineData("text: t, look: l, critical", "text: '', look: l, critical", "'text' of item 'A01' is empty")]
    [InlineData("id: A\n", "id: a\n", "chapter 'a' must be one capital letter")]
    [InlineData("points: 1,", "points: 0,", "points must be above zero")]
    [InlineData("{ from: 0, name: p }", "{ from: 10, name: p }", "grades must fall")]
    [InlineData("{ from: 90, name: g }", "{ from: 0, name: g }", "grades must fall")]
    [InlineData("purpose: self-check", "purpose: fun", "line 7:")]
    [InlineData("mayBeOmitted", "mayBeOmited", "mayBeOmited")]
    [InlineData("evidence: [photo, record]", "evidence: [smell]", "line 14:")]
    public void A_list_with_a_mistake_is_refused(string right, string wrong, string why)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        Assert.Contains(why, Assert.Throws<ContentException>(() => Load(Good.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    private static RegulationBook Load(string yaml) => RegulationFiles.Load(name => name == "hygiene-self-check.yaml"
        ? new MemoryStream(Encoding.UTF8.GetBytes(yaml))
        : typeof(RegulationBook).Assembly.GetManifestResourceStream(name)!);
}
