namespace BotAssistant.Inspections;

public enum ActionState
{
    /// <summary>待整改: the owner must put it right.</summary>
    Open,
    /// <summary>待验收: the owner says it is done.</summary>
    Reported,
    /// <summary>退回: the inspector was not satisfied; the owner does it again.</summary>
    Returned,
    /// <summary>验收通过: closed for good.</summary>
    Verified,
    /// <summary>Closed without being verified, e.g. because the registration ended.</summary>
    Closed,
}

/// <summary>A dated step of a corrective action: by whom, why, with which photos.</summary>
public sealed record ActionStep(DateTimeOffset At, string Kind, string By, string? Reason, IReadOnlyList<string> Photos);

/// <summary>The fault that an action came from. Its text is kept as it was read then.</summary>
/// <param name="Checklist">List and revision that the item belongs to.</param>
/// <param name="Photos">Hashes of photos from before.</param>
public sealed record ActionOrigin(Guid CheckId, string Checklist, DateOnly Revision, string ItemId, string Text, bool Critical, string? Note, IReadOnlyList<string> Photos);

/// <summary>整改: a fault that must be put right by a day, and what was done about it.</summary>
public sealed class CorrectiveAction
{
    private readonly List<ActionStep> steps;

    private CorrectiveAction(Guid id, int number, Guid workshopId, ActionOrigin origin, ActionState state, DateOnly dueOn, List<ActionStep> steps)
    {
        (Id, Number, WorkshopId, Origin, State, DueOn) = (id, number, workshopId, origin, state, dueOn);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number that people type (整改 12).</summary>
    public int Number { get; }

    public Guid WorkshopId { get; }
    public ActionOrigin Origin { get; }
    public ActionState State { get; private set; }
    public DateOnly DueOn { get; private set; }
    public IReadOnlyList<ActionStep> Steps => steps;

    /// <summary>Neither verified nor closed.</summary>
    public bool IsOpen => State is ActionState.Open or ActionState.Reported or ActionState.Returned;

    /// <summary>It is the owner's turn.</summary>
    public bool WaitsForOwner => State is ActionState.Open or ActionState.Returned;

    public static CorrectiveAction OpenFor(Guid id, int number, Guid workshopId, ActionOrigin origin, DateOnly dueOn, DateTimeOffset now, string by)
        => new(id, number, workshopId, origin, ActionState.Open, dueOn, [new ActionStep(now, "opened", by, origin.Note, origin.Photos)]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static CorrectiveAction Restore(Guid id, int number, Guid workshopId, ActionOrigin origin, ActionState state, DateOnly dueOn, IEnumerable<ActionStep> steps)
        => new(id, number, workshopId, origin, state, dueOn, [.. steps]);

    /// <summary>超期: the day has passed and the owner has not reported it done.</summary>
    public bool IsOverdue(DateOnly today) => WaitsForOwner && DueOn < today;

    public Refusal? Report(DateTimeOffset now, string by, string? note, IReadOnlyList<string> photos)
        => WaitsForOwner ? Move(ActionState.Reported, new ActionStep(now, "reported", by, note, photos)) : new Refusal(IsOpen ? "action-reported" : "action-closed");

    public Refusal? Verify(DateTimeOffset now, string by)
        => State == ActionState.Reported ? Move(ActionState.Verified, new ActionStep(now, "verified", by, null, [])) : NotReported();

    /// <param name="again">By when it must be done again; an earlier day than before is not set.</param>
    public Refusal? Return(DateTimeOffset now, string by, string reason, DateOnly again)
    {
        if (State != ActionState.Reported)
        {
            return NotReported();
        }

        DueOn = again > DueOn ? again : DueOn;
        return Move(ActionState.Returned, new ActionStep(now, "returned", by, reason, []));
    }

    public Refusal? Close(DateTimeOffset now, string by, string reason)
        => IsOpen ? Move(ActionState.Closed, new ActionStep(now, "closed", by, reason, [])) : new Refusal("action-closed");

    private Refusal NotReported() => new(IsOpen ? "action-not-reported" : "action-closed");

    private Refusal? Move(ActionState to, ActionStep step)
    {
        State = to;
        steps.Add(step);
        return null;
    }
}

/// <summary>How long an owner has to put a fault right (整改期限).</summary>
public sealed record CorrectionTerms : Regulations.Rule
{
    public required int CriticalDays { get; init; }
    public required int Days { get; init; }

    /// <summary>From the day an inspector returned it.</summary>
    public required int ReturnedDays { get; init; }

    public DateOnly DueOn(DateOnly found, bool critical) => found.AddDays(critical ? CriticalDays : Days);

    public DateOnly AgainOn(DateOnly returned) => returned.AddDays(ReturnedDays);
}
