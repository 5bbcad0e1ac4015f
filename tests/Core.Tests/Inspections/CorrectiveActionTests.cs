using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Inspections;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Inspections;

public sealed class CorrectiveActionTests
{
    private const string Owner = "示例业主", Inspector = "海曙监管员";

    private static readonly DateOnly Due = new(2026, 11, 30);

    private readonly CorrectiveAction action = CorrectiveAction.OpenFor(
        Guid.NewGuid(), 12, Guid.NewGuid(), new ActionOrigin(Guid.NewGuid(), "list", new DateOnly(2026, 1, 1), "A06", "登记证挂在明显的地方", true, "掉下来了", ["before"]), Due, Start, Owner);

    [Fact]
    public void From_found_to_verified_each_step_has_date_person_reason_and_photos()
    {
        Assert.Null(action.Report(Day(1), Owner, "挂好了", ["after"]));
        Assert.Null(action.Return(Day(2), Inspector, "看不清", new DateOnly(2026, 12, 2)));
        Assert.Null(action.Report(Day(3), Owner, null, ["again"]));
        Assert.Null(action.Verify(Day(4), Inspector));

        Assert.Equal(["opened", "reported", "returned", "reported", "verified"], action.Steps.Select(step => step.Kind));
        Assert.Equal([Owner, Owner, Inspector, Owner, Inspector], action.Steps.Select(step => step.By));
        Assert.Equal(["掉下来了", "挂好了", "看不清", null, null], action.Steps.Select(step => step.Reason));
        Assert.Equal(["before", "after", "again"], action.Steps.SelectMany(step => step.Photos));
        Assert.Equal([Start, Day(1), Day(2), Day(3), Day(4)], action.Steps.Select(step => step.At));
        Assert.Equal((ActionState.Verified, false, false), (action.State, action.IsOpen, action.WaitsForOwner));
    }

    [Fact]
    public void Only_what_was_reported_is_verified_or_returned()
    {
        Assert.Equal("action-not-reported", action.Verify(Day(1), Inspector)?.Code);
        Assert.Equal("action-not-reported", action.Return(Day(1), Inspector, "x", Due)?.Code);
        action.Report(Day(1), Owner, null, []);
        Assert.Equal("action-reported", action.Report(Day(2), Owner, null, [])?.Code);
        action.Return(Day(2), Inspector, "x", Due);
        Assert.Equal("action-not-reported", action.Verify(Day(3), Inspector)?.Code);
        Assert.Equal(3, action.Steps.Count);
    }

    [Fact]
    public void A_closed_action_refuses_every_move()
    {
        Assert.Null(action.Close(Day(1), Inspector, "登记已注销"));
        Assert.Equal(
            ["action-closed", "action-closed", "action-closed", "action-closed"],
            new[] { action.Report(Day(2), Owner, null, []), action.Verify(Day(2), Inspector), action.Return(Day(2), Inspector, "x", Due), action.Close(Day(2), Inspector, "x") }.Select(refusal => refusal?.Code));
        Assert.Equal((ActionState.Closed, 2), (action.State, action.Steps.Count));
    }

    [Fact]
    public void It_is_overdue_after_its_day_while_the_owner_has_not_reported_it()
    {
        Assert.False(action.IsOverdue(Due));
        Assert.True(action.IsOverdue(Due.AddDays(1)));
        action.Report(Day(1), Owner, null, []);
        Assert.False(action.IsOverdue(Due.AddDays(1)));
    }

    [Theory]
    [InlineData("2026-12-05", "2026-12-05")]
    [InlineData("2026-11-25", "2026-11-30")] // an earlier day is not set
    public void What_is_returned_gets_the_later_day(string again, string due)
    {
        action.Report(Day(1), Owner, null, []);
        action.Return(Day(2), Inspector, "看不清", DateOnly.Parse(again, null));
        Assert.Equal(DateOnly.Parse(due, null), action.DueOn);
    }

    [Fact]
    public void A_critical_fault_is_due_sooner()
    {
        var terms = Shipped.Rules.CorrectionTerms;
        Assert.Equal((new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 8)), (terms.DueOn(new DateOnly(2026, 11, 23), critical: true), terms.DueOn(new DateOnly(2026, 11, 23), critical: false)));
    }

    [Fact]
    public void A_restored_action_stands_where_it_stood()
    {
        action.Report(Day(1), Owner, null, []);
        var restored = CorrectiveAction.Restore(action.Id, action.Number, action.WorkshopId, action.Origin, action.State, action.DueOn, action.Steps);
        Assert.Null(restored.Verify(Day(2), Inspector));
        Assert.Equal((3, 2), (restored.Steps.Count, action.Steps.Count));
    }
}
