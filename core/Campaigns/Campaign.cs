using BotAssistant.People;

namespace BotAssistant.Campaigns;

public enum CampaignState
{
    /// <summary>草稿: being written; also what was returned or changed.</summary>
    Draft,
    /// <summary>待批准: waits for the second person.</summary>
    Submitted,
    /// <summary>已批准: goes when its time has come.</summary>
    Approved,
    Running,
    Paused,
    /// <summary>Ended by an officer before everybody had it.</summary>
    Stopped,
    /// <summary>Everybody has it, or a reason why not.</summary>
    Finished,
}

/// <summary>A dated step of a campaign: by whom, why, and which content it was about.</summary>
public sealed record CampaignStep(DateTimeOffset At, string Kind, string By, string? Reason, string Digest);

/// <summary>群发: a reminder to many, written by one officer and approved by another.</summary>
public sealed class Campaign
{
    private readonly List<CampaignStep> steps;

    private Campaign(Guid id, int number, Guid authorId, CampaignContent content, CampaignState state, DateTimeOffset? endsAt, List<CampaignStep> steps)
    {
        (Id, Number, AuthorId, Content, State, EndsAt) = (id, number, authorId, content, state, endsAt);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number that people type (群发批准 3).</summary>
    public int Number { get; }

    /// <summary>Who wrote the content, and therefore may not approve it.</summary>
    public Guid AuthorId { get; }

    public CampaignContent Content { get; private set; }
    public CampaignState State { get; private set; }

    /// <summary>What has not gone by then expires; null until it is approved.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public IReadOnlyList<CampaignStep> Steps => steps;

    public string Author => steps[0].By;

    public static Campaign Compose(Guid id, int number, Person author, CampaignContent content, DateTimeOffset now)
        => new(id, number, author.Id, content, CampaignState.Draft, null, [new CampaignStep(now, "composed", author.Name, null, content.Digest())]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static Campaign Restore(Guid id, int number, Guid authorId, CampaignContent content, CampaignState state, DateTimeOffset? endsAt, IEnumerable<CampaignStep> steps)
        => new(id, number, authorId, content, state, endsAt, [.. steps]);

    /// <summary>Another content, by its author, while nothing has gone: whatever was submitted or approved is so no more.</summary>
    public Refusal? Revise(Person author, CampaignContent content, DateTimeOffset now)
    {
        if (author.Id != AuthorId)
        {
            return new Refusal("campaign-not-yours");
        }

        if (State is not (CampaignState.Draft or CampaignState.Submitted or CampaignState.Approved))
        {
            return new Refusal("campaign-begun");
        }

        Content = content;
        EndsAt = null;
        return Move(CampaignState.Draft, "revised", author.Name, null, now);
    }

    public Refusal? Submit(Person author, DateTimeOffset now)
        => author.Id != AuthorId ? new Refusal("campaign-not-yours")
            : State != CampaignState.Draft ? new Refusal("campaign-not-draft")
            : Move(CampaignState.Submitted, "submitted", author.Name, null, now);

    /// <summary>The second person agrees to exactly the content that they were shown.</summary>
    /// <param name="digest">Of what they were shown.</param>
    public Refusal? Approve(Person officer, string digest, TimeSpan lasts, DateTimeOffset now)
    {
        if (Decides(officer) is { } refusal)
        {
            return refusal;
        }

        if (digest != Content.Digest())
        {
            return new Refusal("campaign-changed");
        }

        var begins = Content.SendAt > now ? Content.SendAt.Value : now;
        EndsAt = begins + lasts;
        return Move(CampaignState.Approved, "approved", officer.Name, null, now);
    }

    public Refusal? Return(Person officer, string reason, DateTimeOffset now) => Decides(officer) ?? Move(CampaignState.Draft, "returned", officer.Name, reason, now);

    /// <summary>True when it is approved and its time has come.</summary>
    public bool IsDue(DateTimeOffset now) => State == CampaignState.Approved && (Content.SendAt is not { } at || at <= now);

    /// <summary>The clock's move, not a person's.</summary>
    public Refusal? Start(DateTimeOffset now) => IsDue(now) ? Move(CampaignState.Running, "started", "", null, now) : new Refusal("campaign-not-approved");

    public Refusal? Pause(Person officer, DateTimeOffset now)
        => State == CampaignState.Running ? Move(CampaignState.Paused, "paused", officer.Name, null, now) : new Refusal("campaign-not-running");

    public Refusal? Resume(Person officer, DateTimeOffset now)
        => State == CampaignState.Paused ? Move(CampaignState.Running, "resumed", officer.Name, null, now) : new Refusal("campaign-not-paused");

    public Refusal? Stop(Person officer, DateTimeOffset now)
        => State is CampaignState.Stopped or CampaignState.Finished ? new Refusal("campaign-over") : Move(CampaignState.Stopped, "stopped", officer.Name, null, now);

    /// <summary>Nothing is left to send, or its days are over: the clock's move.</summary>
    public Refusal? Finish(DateTimeOffset now)
        => State is CampaignState.Running or CampaignState.Paused ? Move(CampaignState.Finished, "finished", "", null, now) : new Refusal("campaign-not-running");

    private Refusal? Decides(Person officer)
        => State != CampaignState.Submitted ? new Refusal("campaign-not-submitted") : officer.Id == AuthorId ? new Refusal("campaign-own") : null;

    private Refusal? Move(CampaignState to, string kind, string by, string? reason, DateTimeOffset now)
    {
        State = to;
        steps.Add(new CampaignStep(now, kind, by, reason, Content.Digest()));
        return null;
    }
}
