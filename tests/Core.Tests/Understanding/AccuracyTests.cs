using System.Globalization;
using BotAssistant.People;
using BotAssistant.Understanding;
using Xunit;

namespace BotAssistant.Core.Tests.Understanding;

/// <summary>How well phrasings are understood that nobody trained on.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const double LeastRight = 0.95, MostWrong = 0.02;

    private static readonly Wording Wording = new(HeldOut.Shipped.Spellings);

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Inspector)]
    [InlineData(Role.Officer)]
    public void Held_out_phrasings_are_right_or_rightly_unsure_and_hardly_ever_confidently_wrong(Role role)
    {
        var listener = HeldOut.Listener();
        var outcomes = HeldOut.Of(role).Select(phrasing => (phrasing, Read: listener.Read(phrasing.Text, role))).Select(pair => (pair.phrasing, pair.Read, Outcome: Judge(pair.phrasing, pair.Read))).ToList();
        foreach (var (phrasing, read, outcome) in outcomes.Where(one => one.Outcome is Outcome.Missed or Outcome.ConfidentlyWrong))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome}: {phrasing.Text} is {phrasing.Intent}, read as {read.Grasp} {read.Intent.Name} {read.Confidence:0.00} [{string.Join(' ', read.Alternatives.Select(a => $"{a.Intent} {a.Confidence:0.00}"))}]"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{role}: {outcomes.Count} held out; {string.Join(", ", Enum.GetValues<Outcome>().Select(value => $"{value} {Part(value):P1}"))}"));
        Assert.True(Part(Outcome.Right) + Part(Outcome.RightlyUnsure) >= LeastRight);
        Assert.True(Part(Outcome.ConfidentlyWrong) < MostWrong);

        double Part(Outcome value) => (double)outcomes.Count(one => one.Outcome == value) / outcomes.Count;
    }

    [Fact]
    public void No_phrasing_is_in_both_halves()
    {
        var trained = HeldOut.Shipped.Phrasings.Select(phrasing => Wording.Plain(phrasing.Text)).ToHashSet();

        Assert.Empty(Held().Where(phrasing => trained.Contains(Wording.Plain(phrasing.Text))).Select(phrasing => phrasing.Text));
    }

    [Fact]
    public void Each_half_has_at_least_four_hundred_phrasings_over_all_intents()
    {
        var held = Held();

        Assert.True(HeldOut.Shipped.Phrasings.Count >= 400);
        Assert.True(held.Count >= 400);
        Assert.Equal(held.Count, held.Select(phrasing => (phrasing.Intent, Wording.Plain(phrasing.Text))).Distinct().Count());
        Assert.Empty(HeldOut.Shipped.Table.Intents.Select(intent => intent.Name).Except(held.Select(phrasing => phrasing.Intent)));
        Assert.True(held.Count(phrasing => phrasing.Intent == IntentTable.None) >= 60);
    }

    private static List<Phrasing> Held() => [.. HeldOut.Audiences.SelectMany(HeldOut.Of).Distinct()];

    private static Outcome Judge(Phrasing meant, Understood read) => read.Grasp switch
    {
        Grasp.Sure => read.Intent.Name == meant.Intent ? Outcome.Right : Outcome.ConfidentlyWrong,
        Grasp.Unsure => read.Alternatives.Any(candidate => candidate.Intent == meant.Intent) ? Outcome.RightlyUnsure : Outcome.Missed,
        _ => meant.Intent == IntentTable.None ? Outcome.Right : Outcome.Missed,
    };

    /// <summary>Rightly unsure: what was meant is among what is offered. Missed: it is not, but nothing was done either.</summary>
    private enum Outcome { Right, RightlyUnsure, Missed, ConfidentlyWrong }
}
