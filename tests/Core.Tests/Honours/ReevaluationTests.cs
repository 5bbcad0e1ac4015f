using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Honours;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Honours;

public sealed class ReevaluationTests
{
    private const string Owner = "示例业主", Officer = "海曙审核员";

    private static readonly DateOnly Until = new(2026, 12, 20);

    private readonly Reevaluation reevaluation = Reevaluation.Apply(Guid.NewGuid(), 12, Guid.NewGuid(), new DateOnly(2026, 11, 25), Start, Owner, []);

    [Fact]
    public void From_application_to_decision_each_step_has_date_person_and_photos()
    {
        Assert.Null(reevaluation.Add(["form", "report"], Day(1), Owner));
        Assert.Null(reevaluation.Rate(92.5m, new DateOnly(2026, 11, 27), Day(2), "海曙监管员"));
        Assert.Null(reevaluation.Decide(pass: true, Proposal(92.5m), Day(3), Officer, null));

        Assert.Equal(["applied", "materials", "scored", "passed"], reevaluation.Steps.Select(step => step.Kind));
        Assert.Equal(["form", "report"], reevaluation.Steps[1].Photos);
        Assert.Equal((ReevaluationState.Passed, false, 92.5m), (reevaluation.State, reevaluation.IsOpen, reevaluation.Score));
    }

    [Fact]
    public void Materials_that_come_with_the_application_are_in()
        => Assert.Equal(ReevaluationState.WithMaterials, Reevaluation.Apply(Guid.NewGuid(), 13, Guid.NewGuid(), Until, Start, Owner, ["form"]).State);

    [Fact]
    public void Nobody_passes_without_a_score()
        => Assert.Equal("reevaluation-not-scored", reevaluation.Decide(pass: true, Proposal(null), Day(1), Officer, "x")?.Code);

    [Theory]
    [InlineData(89.9, true, null, "decision-needs-reason")]
    [InlineData(89.9, true, "复查后改判", null)]
    [InlineData(89.9, false, null, null)]
    [InlineData(90, true, null, null)]
    [InlineData(90, false, null, "decision-needs-reason")]
    [InlineData(90, false, "另有立案", null)]
    public void A_decision_against_the_proposal_needs_a_reason(double score, bool pass, string? reason, string? refusal)
    {
        reevaluation.Rate((decimal)score, new DateOnly(2026, 11, 27), Day(1), Officer);
        Assert.Equal(refusal, reevaluation.Decide(pass, Proposal((decimal)score), Day(2), Officer, reason)?.Code);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    public void A_score_is_0_to_100(double score) => Assert.Equal("score-not-0-to-100", reevaluation.Rate((decimal)score, Until, Day(1), Officer)?.Code);

    [Fact]
    public void A_closed_one_refuses_every_move()
    {
        Assert.Null(reevaluation.Withdraw(Day(1), Owner));
        Assert.All(
            [reevaluation.Add(["x"], Day(2), Owner), reevaluation.Rate(95, Until, Day(2), Officer), reevaluation.Decide(false, Proposal(95), Day(2), Officer, "x"), reevaluation.Withdraw(Day(2), Owner)],
            refusal => Assert.Equal("reevaluation-closed", refusal?.Code));
        Assert.Equal(2, reevaluation.Steps.Count);
    }

    [Fact]
    public void A_certificate_is_renewed_for_longer_or_ended_and_then_stays_ended()
    {
        var (certificate, _) = Certificate.Issue(Guid.NewGuid(), "示例-1", HonourKind.FineWorkshop, new Holder("示例坊", "330203", "示例-00001", null), Until.AddYears(-3), Until, Start, Officer);

        Assert.Equal("certificate-not-longer", certificate!.Renew(Until, Day(1), Officer)?.Code);
        Assert.Null(certificate.Renew(Until.AddYears(3), Day(1), Officer));
        Assert.True(certificate.IsValidOn(Until.AddYears(3)));
        Assert.False(certificate.IsValidOn(Until.AddYears(3).AddDays(1)));
        Assert.Null(certificate.Exit(Day(2), Officer, "复评不合格"));
        Assert.Equal(["certificate-exited", "certificate-exited"], new[] { certificate.Renew(Until.AddYears(9), Day(3), Officer), certificate.Exit(Day(3), Officer, "x") }.Select(refusal => refusal?.Code));
        Assert.False(certificate.IsValidOn(Until));
    }

    [Fact]
    public void A_certificate_does_not_end_before_it_begins()
        => Assert.Equal("certificate-ends-before-it-begins", Certificate.Issue(Guid.NewGuid(), "1", HonourKind.BrightProducer, new Holder("n", "330203", "SC0", null), Until, Until.AddDays(-1), Start, Officer).Refusal?.Code);

    private static Eligibility Proposal(decimal? score) => Eligibility.Of(
        new EligibilityFacts(Until, new DateOnly(2026, 11, 25), score is { } points ? (points, new Evidence(Until, "sheet")) : null, [], []),
        Shipped.Book.Reevaluation.All[0], Shipped.Book.WorkingDays, new DateOnly(2026, 11, 28));
}
