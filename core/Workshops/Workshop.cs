namespace BotAssistant.Workshops;

public enum RegistrationState { Registered, Cancelled }

/// <summary>What happened to a registered workshop, when, by whom and why. Never changed afterwards.</summary>
public sealed record WorkshopEvent(Guid Id, Guid WorkshopId, DateTimeOffset At, string Kind, string By, string? Reason);

/// <summary>A registered food small-workshop (食品小作坊). Its particulars are the latest that an officer registered.</summary>
public sealed class Workshop
{
    private readonly List<WorkshopEvent> newEvents = [];

    private Workshop(Guid id, string number, Guid? ownerId, string ownerAtAddressHash, DateTimeOffset registeredAt, Particulars particulars)
    {
        (Id, Number, OwnerId, OwnerAtAddressHash, RegisteredAt) = (id, number, ownerId, ownerAtAddressHash, registeredAt);
        Particulars = particulars;
        Production = particulars.Production;
        Registration = RegistrationState.Registered;
    }

    public Guid Id { get; }

    /// <summary>Our own running number (示例: the regulation fixes no format).</summary>
    public string Number { get; }

    /// <summary>The person record of the owner; null when filed on paper.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>Keyed hash of ID number and address: the same person at the same place is the same workshop.</summary>
    public string OwnerAtAddressHash { get; private set; }

    public DateTimeOffset RegisteredAt { get; }
    public Particulars Particulars { get; private set; }
    public ProductionState Production { get; private set; }
    public RegistrationState Registration { get; private set; }

    public string Name => Particulars.WorkshopName;
    public string District => Particulars.District;

    /// <summary>Events of this unit of work, for the store to append.</summary>
    public IReadOnlyList<WorkshopEvent> NewEvents => newEvents;

    public static Workshop Register(Guid id, string number, Guid? ownerId, string ownerAtAddressHash, Particulars particulars, DateTimeOffset now, string by)
    {
        var workshop = new Workshop(id, number, ownerId, ownerAtAddressHash, now, particulars);
        workshop.Happened("registered", now, by, null);
        return workshop;
    }

    /// <summary>For the store: brings a row back to life.</summary>
    public static Workshop Restore(Guid id, string number, Guid? ownerId, string hash, DateTimeOffset registeredAt, Particulars particulars, ProductionState production, RegistrationState registration)
        => new(id, number, ownerId, hash, registeredAt, particulars) { Production = production, Registration = registration };

    public Refusal? Suspend(DateTimeOffset now, string by, string reason) => MoveTo(ProductionState.Suspended, "suspended", now, by, reason);

    public Refusal? Resume(DateTimeOffset now, string by, string? reason) => MoveTo(ProductionState.Producing, "resumed", now, by, reason);

    public Refusal? Cease(DateTimeOffset now, string by, string reason) => MoveTo(ProductionState.Ceased, "ceased", now, by, reason);

    public Refusal? Change(Particulars particulars, string ownerAtAddressHash, DateTimeOffset now, string by, string what)
    {
        if (Registration == RegistrationState.Cancelled)
        {
            return new Refusal("workshop-cancelled");
        }

        // Production is reported on its own; what a filing says of it was true when that was written.
        (Particulars, OwnerAtAddressHash) = (particulars with { Production = Production }, ownerAtAddressHash);
        Happened("particulars-changed", now, by, what);
        return null;
    }

    public Refusal? Cancel(DateTimeOffset now, string by, string reason)
    {
        if (Registration == RegistrationState.Cancelled)
        {
            return new Refusal("workshop-cancelled");
        }

        Registration = RegistrationState.Cancelled;
        Happened("cancelled", now, by, reason);
        return null;
    }

    private Refusal? MoveTo(ProductionState to, string kind, DateTimeOffset now, string by, string? reason)
    {
        if (Registration == RegistrationState.Cancelled)
        {
            return new Refusal("workshop-cancelled");
        }

        if (Production == ProductionState.Ceased)
        {
            return new Refusal("production-ceased");
        }

        if (Production == to)
        {
            return new Refusal("production-unchanged");
        }

        Production = to;
        Particulars = Particulars with { Production = to };
        Happened(kind, now, by, reason);
        return null;
    }

    private void Happened(string kind, DateTimeOffset at, string by, string? reason)
        => newEvents.Add(new WorkshopEvent(Guid.CreateVersion7(at), Id, at, kind, by, reason));
}
