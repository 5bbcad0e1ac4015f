using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Honours;
using Xunit;
using static BotAssistant.Honours.CriterionOutcome;

namespace BotAssistant.Core.Tests.Honours;

/// <summary>Every combination of the edges of every condition; each edge says itself what must come of it.</summary>
public sealed class EligibilityTableTests
{
    /// <summary>Days from the application to the certificate's last day, and what each reading says of it.</summary>
    private static readonly Dictionary<(WindowReading, int), (CriterionOutcome, string)> Windows = new()
    {
        [(WindowReading.WithinLastDays, 31)] = (NotMet, "applied-early"),
        [(WindowReading.WithinLastDays, 30)] = (Met, "applied-in-time"),
        [(WindowReading.WithinLastDays, 0)] = (Met, "applied-in-time"),
        [(WindowReading.WithinLastDays, -1)] = (NotMet, "applied-late"),
        [(WindowReading.DaysBefore, 31)] = (Met, "applied-in-time"),
        [(WindowReading.DaysBefore, 30)] = (Met, "applied-in-time"),
        [(WindowReading.DaysBefore, 0)] = (NotMet, "applied-late"),
        [(WindowReading.DaysBefore, -1)] = (NotMet, "applied-late"),
    };

    private static readonly Dictionary<string, (CriterionOutcome, string)> Scores = new()
    {
        ["89.9"] = (NotMet, "score-below"),
        ["90"] = (Met, "score-reached"),
        [""] = (Open, "not-scored"),
    };

    /// <summary>When something happened, as seen on the day of asking: whether it still counts.</summary>
    private static readonly Dictionary<string, (Func<DateOnly, DateOnly>? When, bool Counts)> Events = new()
    {
        ["never"] = (null, false),
        ["exactly two years ago"] = (TwoYearsBefore, true),
        ["two years and a day ago"] = (asOf => TwoYearsBefore(asOf).AddDays(-1), false),
        ["today"] = (asOf => asOf, true),
        ["tomorrow"] = (asOf => asOf.AddDays(1), false),
    };

    /// <summary>Last days of a certificate: a plain day, a leap day, a year's end, a holiday, the day after a leap day.</summary>
    private static readonly string[] LastDays = ["2021-06-15", "2024-02-29", "2020-12-31", "2021-10-05", "2024-03-01"];

    public static TheoryData<string, WindowReading, int, string, string, string> Combinations()
    {
        var rows = new TheoryData<string, WindowReading, int, string, string, string>();
        foreach (var (last, window, score, cases, samplings) in
            from last in LastDays from window in Windows.Keys from score in Scores.Keys from cases in Events.Keys from samplings in Events.Keys
            select (last, window, score, cases, samplings))
        {
            rows.Add(last, window.Item1, window.Item2, score, cases, samplings);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Combinations), DisableDiscoveryEnumeration = true)]
    public void Each_condition_is_judged_by_itself_and_all_of_them_together(string last, WindowReading reading, int daysLeft, string score, string cases, string samplings)
    {
        var rule = Shipped.Book.Reevaluation.All[0] with { Applies = reading };
        var applied = DateOnly.Parse(last, null).AddDays(-daysLeft);
        var asOf = applied;
        var sheet = new Evidence(asOf, "sheet 7");
        var (caseEvidence, samplingEvidence) = (Happened(cases, asOf, "case 1"), Happened(samplings, asOf, "sampling 2"));

        var eligibility = Eligibility.Of(
            new EligibilityFacts(DateOnly.Parse(last, null), applied, score.Length == 0 ? null : (decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture), sheet), caseEvidence, samplingEvidence),
            rule, Shipped.Book.WorkingDays, asOf);

        var (caseCounts, samplingCounts) = (Events[cases].Counts, Events[samplings].Counts);
        (string, CriterionOutcome, string, Evidence[])[] expected =
        [
            ("window", Windows[(reading, daysLeft)].Item1, Windows[(reading, daysLeft)].Item2, []),
            ("score", Scores[score].Item1, Scores[score].Item2, score.Length == 0 ? [] : [sheet]),
            ("cases", caseCounts ? NotMet : Met, caseCounts ? "some-cases" : "no-cases", caseCounts ? caseEvidence : []),
            ("samplings", samplingCounts ? NotMet : Met, samplingCounts ? "some-samplings" : "no-samplings", samplingCounts ? samplingEvidence : []),
        ];
        Assert.Equal(expected.Select(row => (row.Item1, row.Item2, row.Item3)), eligibility.Criteria.Select(criterion => (criterion.Name, criterion.Outcome, criterion.Reason)));
        Assert.Equal(expected.SelectMany(row => row.Item4), eligibility.Criteria.SelectMany(criterion => criterion.Evidence));
        Assert.Equal(expected.All(row => row.Item2 == Met), eligibility.ProposesPass);
        Assert.Equal(expected.Any(row => row.Item2 == NotMet), eligibility.ProposesExit);
    }

    private static Evidence[] Happened(string what, DateOnly asOf, string reference) => Events[what].When is { } when ? [new Evidence(when(asOf), reference)] : [];

    /// <summary>The earliest day whose two years end on that day; two days do on 28 February of a year after a leap year's.</summary>
    private static DateOnly TwoYearsBefore(DateOnly asOf) => asOf is { Month: 2, Day: 29 } ? new DateOnly(asOf.Year - 2, 3, 1) : asOf.AddYears(-2);
}
