using BotAssistant.Workshops;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Workshops;

public sealed class WorkshopTests
{
    private readonly Workshop workshop = Workshop.Register(Guid.NewGuid(), "330203-2026-00001", Guid.NewGuid(), "hash", Handed, Start, Officer);

    [Fact]
    public void Registration_is_the_first_event()
    {
        var registered = Assert.Single(workshop.NewEvents);

        Assert.Equal((workshop.Id, Start, "registered", Officer, null), (registered.WorkshopId, registered.At, registered.Kind, registered.By, registered.Reason));
        Assert.Equal((RegistrationState.Registered, ProductionState.Producing, Start), (workshop.Registration, workshop.Production, workshop.RegisteredAt));
    }

    [Fact]
    public void Production_is_suspended_resumed_and_ceased_each_with_date_person_and_reason()
    {
        Assert.Null(workshop.Suspend(Day(1), "业主", "修灶"));
        Assert.Null(workshop.Resume(Day(2), "业主", null));
        Assert.Null(workshop.Cease(Day(3), Officer, "歇业"));

        Assert.Equal(
            [("suspended", Day(1), "业主", "修灶"), ("resumed", Day(2), "业主", null), ("ceased", Day(3), Officer, "歇业")],
            workshop.NewEvents.Skip(1).Select(happened => (happened.Kind, happened.At, happened.By, happened.Reason)));
        Assert.Equal((ProductionState.Ceased, ProductionState.Ceased), (workshop.Production, workshop.Particulars.Production));
    }

    [Fact]
    public void The_same_state_twice_is_refused_and_leaves_no_event()
    {
        Assert.Equal("production-unchanged", workshop.Resume(Day(1), "业主", null)?.Code);
        Assert.Single(workshop.NewEvents);
    }

    [Fact]
    public void What_has_ceased_does_not_move_again()
    {
        workshop.Cease(Day(1), Officer, "歇业");

        Assert.Equal("production-ceased", workshop.Resume(Day(2), "业主", null)?.Code);
        Assert.Equal("production-ceased", workshop.Suspend(Day(2), "业主", "x")?.Code);
        Assert.Equal("production-ceased", workshop.Cease(Day(2), "业主", "x")?.Code);
    }

    [Fact]
    public void A_change_of_particulars_replaces_them_and_says_what()
    {
        var changed = Handed with { WorkshopName = "示例新坊" };

        Assert.Null(workshop.Change(changed, "hash-2", Day(1), Officer, "名称"));

        Assert.Equal(("示例新坊", "hash-2"), (workshop.Name, workshop.OwnerAtAddressHash));
        Assert.Equal(("particulars-changed", "名称"), (workshop.NewEvents[^1].Kind, workshop.NewEvents[^1].Reason));
    }

    [Fact]
    public void A_cancelled_workshop_refuses_every_move()
    {
        Assert.Null(workshop.Cancel(Day(1), Officer, "转为企业"));
        var events = workshop.NewEvents.Count;

        Refusal?[] refusals =
        [
            workshop.Cancel(Day(2), Officer, "x"),
            workshop.Suspend(Day(2), Officer, "x"),
            workshop.Resume(Day(2), Officer, "x"),
            workshop.Cease(Day(2), Officer, "x"),
            workshop.Change(Handed with { WorkshopName = "x" }, "y", Day(2), Officer, "x"),
        ];

        Assert.All(refusals, refusal => Assert.Equal("workshop-cancelled", refusal?.Code));
        Assert.Equal((events, "示例年糕坊"), (workshop.NewEvents.Count, workshop.Name));
    }

    [Fact]
    public void A_restored_workshop_stands_where_it_stood_without_new_events()
    {
        var restored = Workshop.Restore(workshop.Id, workshop.Number, null, "hash", Start, Handed, ProductionState.Suspended, RegistrationState.Cancelled);

        Assert.Empty(restored.NewEvents);
        Assert.Equal((ProductionState.Suspended, RegistrationState.Cancelled), (restored.Production, restored.Registration));
    }

    [Fact]
    public void Every_event_has_an_identity_of_its_own()
    {
        workshop.Suspend(Start, "业主", "x");
        workshop.Resume(Start, "业主", null);

        Assert.Equal(3, workshop.NewEvents.Select(happened => happened.Id).Distinct().Count());
    }
}
