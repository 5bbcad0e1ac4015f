using BotAssistant.Core.Tests.Workshops;
using BotAssistant.Filings;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Filings;

public sealed class FilingTests
{
    private const string Owner = "示例业主";

    private static readonly FilingContent Content = new(Handed, new Dictionary<string, string> { ["name"] = "示例年糕坊" }, ["doubt.negative-list"]);

    private readonly Filing filing = Filing.Submit(Guid.NewGuid(), 12, Guid.NewGuid(), null, "hash", Content, Start, Owner);

    [Fact]
    public void A_submitted_filing_carries_what_was_handed_in()
    {
        Assert.Equal((FilingState.Submitted, true, "330203", Handed.CreditCode, Start), (filing.State, filing.IsOpen, filing.District, filing.CreditCode, filing.SubmittedAt));
        Assert.Equal(Content, filing.Content);
        Assert.Equal(new FilingStep(Start, "submitted", Owner, null), Assert.Single(filing.Steps));
    }

    [Fact]
    public void Returned_corrected_and_registered_each_step_has_date_person_and_reason()
    {
        var workshop = Guid.NewGuid();
        var corrected = Content with { Particulars = Handed with { District = "330205", CreditCode = null }, Doubts = [] };

        Assert.Null(filing.Return(Day(1), Officer, "地址不清"));
        Assert.Null(filing.Resubmit("hash-2", corrected, Day(2), Owner));
        Assert.Null(filing.Register(workshop, Day(3), Officer));

        Assert.Equal(
            [new(Start, "submitted", Owner, null), new(Day(1), "returned", Officer, "地址不清"), new(Day(2), "resubmitted", Owner, null), new FilingStep(Day(3), "registered", Officer, null)],
            filing.Steps);
        Assert.Equal((FilingState.Registered, workshop, false), (filing.State, filing.WorkshopId, filing.IsOpen));
        Assert.Equal(("330205", null, "hash-2", Day(2)), (filing.District, filing.CreditCode, filing.OwnerAtAddressHash, filing.SubmittedAt));
    }

    [Fact]
    public void What_was_returned_is_not_decided_again_before_it_comes_back()
    {
        filing.Return(Day(1), Officer, "地址不清");

        Assert.Equal("filing-not-submitted", filing.Register(Guid.NewGuid(), Day(2), Officer)?.Code);
        Assert.Equal("filing-not-submitted", filing.Return(Day(2), Officer, "x")?.Code);
        Assert.Null(filing.WorkshopId);
        Assert.Equal(2, filing.Steps.Count);
    }

    [Fact]
    public void A_filing_may_be_corrected_while_it_waits() => Assert.Null(filing.Resubmit("hash", Content, Day(1), Owner));

    [Fact]
    public void A_filing_may_be_withdrawn_while_it_waits_and_when_it_was_returned()
    {
        filing.Return(Day(1), Officer, "地址不清");

        Assert.Null(filing.Withdraw(Day(2), Owner, "不办了"));
        Assert.Equal((FilingState.Withdrawn, new FilingStep(Day(2), "withdrawn", Owner, "不办了")), (filing.State, filing.Steps[^1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_closed_filing_refuses_every_move(bool registered)
    {
        Assert.Null(registered ? filing.Register(Guid.NewGuid(), Day(1), Officer) : filing.Withdraw(Day(1), Owner, null));

        Refusal?[] refusals =
        [
            filing.Resubmit("hash", Content, Day(2), Owner),
            filing.Withdraw(Day(2), Owner, null),
            filing.Return(Day(2), Officer, "x"),
            filing.Register(Guid.NewGuid(), Day(2), Officer),
        ];

        Assert.Equal(["filing-closed", "filing-closed", "filing-not-submitted", "filing-not-submitted"], refusals.Select(refusal => refusal?.Code));
        Assert.Equal(2, filing.Steps.Count);
    }

    [Fact]
    public void A_restored_filing_stands_where_it_stood()
    {
        filing.Return(Day(1), Officer, "地址不清");

        var restored = Filing.Restore(filing.Id, filing.Number, filing.OwnerId, filing.WorkshopId, "hash", filing.Content, filing.State, filing.SubmittedAt, filing.Steps);

        Assert.Equal(filing.Steps, restored.Steps);
        Assert.Null(restored.Resubmit("hash", Content, Day(2), Owner));
        Assert.Equal(2, filing.Steps.Count);
    }
}
