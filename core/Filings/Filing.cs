using BotAssistant.Workshops;

namespace BotAssistant.Filings;

public enum FilingState
{
    Submitted,
    /// <summary>退回: the owner corrects what the reason names and submits again.</summary>
    Returned,
    Registered,
    /// <summary>撤回: the owner took it back, or the bureau closed it.</summary>
    Withdrawn,
}

/// <summary>A dated step in the life of a filing.</summary>
public sealed record FilingStep(DateTimeOffset At, string Kind, string By, string? Reason);

/// <summary>建档登记: an owner's application for registration, or for a change of what is registered.</summary>
public sealed class Filing
{
    private readonly List<FilingStep> steps;

    private Filing(Guid id, int number, Guid ownerId, string district, string? creditCode, string ownerAtAddressHash, Guid? workshopId, Particulars particulars, IReadOnlyDictionary<string, string> answers, IReadOnlyList<string> doubts, FilingState state, DateTimeOffset submittedAt, List<FilingStep> steps)
    {
        (Id, Number, OwnerId, WorkshopId) = (id, number, ownerId, workshopId);
        (District, CreditCode, OwnerAtAddressHash) = (district, creditCode, ownerAtAddressHash);
        (Particulars, Answers, Doubts, State, SubmittedAt) = (particulars, answers, doubts, state, submittedAt);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number the officer types (看 12).</summary>
    public int Number { get; }

    public Guid OwnerId { get; }

    /// <summary>The workshop whose particulars this would change; for a first filing, the workshop it became.</summary>
    public Guid? WorkshopId { get; private set; }

    public string District { get; private set; }
    public string? CreditCode { get; private set; }
    public string OwnerAtAddressHash { get; private set; }
    public Particulars Particulars { get; private set; }

    /// <summary>The dialog's recorded answers: on return the owner is asked only what must be put right.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; private set; }

    /// <summary>Points the officer must settle (待核定), as text keys with values.</summary>
    public IReadOnlyList<string> Doubts { get; private set; }

    public FilingState State { get; private set; }
    public DateTimeOffset SubmittedAt { get; private set; }
    public IReadOnlyList<FilingStep> Steps => steps;
    public bool IsOpen => State is FilingState.Submitted or FilingState.Returned;

    public static Filing Submit(Guid id, int number, Guid ownerId, Guid? workshopId, string ownerAtAddressHash, FilingContent content, DateTimeOffset now, string by)
        => new(id, number, ownerId, content.Particulars.District, content.Particulars.CreditCode, ownerAtAddressHash, workshopId, content.Particulars, content.Answers, content.Doubts, FilingState.Submitted, now, [new FilingStep(now, "submitted", by, null)]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static Filing Restore(Guid id, int number, Guid ownerId, Guid? workshopId, string ownerAtAddressHash, FilingContent content, FilingState state, DateTimeOffset submittedAt, IEnumerable<FilingStep> steps)
        => new(id, number, ownerId, content.Particulars.District, content.Particulars.CreditCode, ownerAtAddressHash, workshopId, content.Particulars, content.Answers, content.Doubts, state, submittedAt, [.. steps]);

    public FilingContent Content => new(Particulars, Answers, Doubts);

    public Refusal? Resubmit(string ownerAtAddressHash, FilingContent content, DateTimeOffset now, string by)
    {
        if (!IsOpen)
        {
            return new Refusal("filing-closed");
        }

        (Particulars, Answers, Doubts) = (content.Particulars, content.Answers, content.Doubts);
        (District, CreditCode, OwnerAtAddressHash) = (content.Particulars.District, content.Particulars.CreditCode, ownerAtAddressHash);
        (State, SubmittedAt) = (FilingState.Submitted, now);
        steps.Add(new FilingStep(now, "resubmitted", by, null));
        return null;
    }

    public Refusal? Return(DateTimeOffset now, string by, string reason) => Decide(FilingState.Returned, "returned", now, by, reason);

    public Refusal? Register(Guid workshopId, DateTimeOffset now, string by)
    {
        if (Decide(FilingState.Registered, "registered", now, by, null) is { } refusal)
        {
            return refusal;
        }

        WorkshopId = workshopId;
        return null;
    }

    public Refusal? Withdraw(DateTimeOffset now, string by, string? reason)
    {
        if (!IsOpen)
        {
            return new Refusal("filing-closed");
        }

        State = FilingState.Withdrawn;
        steps.Add(new FilingStep(now, "withdrawn", by, reason));
        return null;
    }

    private Refusal? Decide(FilingState to, string kind, DateTimeOffset now, string by, string? reason)
    {
        if (State != FilingState.Submitted)
        {
            return new Refusal("filing-not-submitted");
        }

        State = to;
        steps.Add(new FilingStep(now, kind, by, reason));
        return null;
    }
}

/// <summary>What an owner hands in.</summary>
public sealed record FilingContent(Particulars Particulars, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Doubts);
