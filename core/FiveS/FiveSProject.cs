using BotAssistant.Honours;

namespace BotAssistant.FiveS;

public enum FiveSState
{
    /// <summary>改造提升: chosen, not yet rated by its owner.</summary>
    Renovating,
    /// <summary>已自评: waits for the district.</summary>
    SelfRated,
    /// <summary>退回: not yet good, by the district or by the city's spot check; the owner goes on.</summary>
    Returned,
    /// <summary>区县验收通过: reported to the city.</summary>
    Accepted,
    /// <summary>抽查同意: the city has looked and agrees.</summary>
    Checked,
    /// <summary>已公布.</summary>
    Published,
    /// <summary>不再培育.</summary>
    Dropped,
}

/// <summary>A dated step: by whom, why, with which photos.</summary>
public sealed record FiveSStep(DateTimeOffset At, string Kind, string By, string? Reason, IReadOnlyList<string> Photos)
{
    /// <summary>The filled-in sheet of a rating.</summary>
    public Guid? SheetId { get; init; }

    /// <summary>The day of a visit, which may have been written down later.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>One holder's way through 5S现场管理 in one year of the plan: chosen, guided, renovated, rated, accepted, checked, published (the plan, 二（四）).</summary>
public sealed class FiveSProject
{
    private const string Chosen = "chosen", Visited = "visited", SelfRatedStep = "self-rated", Scored = "scored";

    private readonly List<FiveSStep> steps;

    private FiveSProject(Guid id, int number, int year, Holder holder, Guid? certificateId, DateOnly dueOn, FiveSState state, decimal? score, DateOnly? publishedOn, List<FiveSStep> steps)
    {
        (Id, Number, Year, Holder, CertificateId, DueOn, State, Score, PublishedOn) = (id, number, year, holder, certificateId, dueOn, state, score, publishedOn);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number that people type (5S 12).</summary>
    public int Number { get; }

    /// <summary>The year whose target it counts for.</summary>
    public int Year { get; }

    public Holder Holder { get; }

    /// <summary>The honour it was chosen for; null when an officer picked it otherwise.</summary>
    public Guid? CertificateId { get; }

    /// <summary>By when the renovation must be done.</summary>
    public DateOnly DueOn { get; private set; }

    public FiveSState State { get; private set; }

    /// <summary>The district's points of a hundred; null before, and again after it was returned.</summary>
    public decimal? Score { get; private set; }

    public DateOnly? PublishedOn { get; private set; }
    public IReadOnlyList<FiveSStep> Steps => steps;

    /// <summary>Neither accepted nor dropped.</summary>
    public bool IsOpen => State is FiveSState.Renovating or FiveSState.SelfRated or FiveSState.Returned;

    /// <summary>It is the owner's turn.</summary>
    public bool WaitsForOwner => State is FiveSState.Renovating or FiveSState.Returned;

    /// <summary>With the city, not yet published.</summary>
    public bool WaitsForCity => State is FiveSState.Accepted or FiveSState.Checked;

    public int Visits => steps.Count(step => step.Kind == Visited);

    /// <summary>The owner has rated it since it was last returned.</summary>
    public bool IsSelfRated => State == FiveSState.SelfRated;

    /// <summary>The latest sheet, the owner's or the district's.</summary>
    public Guid? LastSheet => steps.LastOrDefault(step => step.SheetId is not null)?.SheetId;

    public static FiveSProject Choose(Guid id, int number, int year, Holder holder, Guid? certificateId, DateOnly dueOn, DateTimeOffset now, string by, string? reason)
        => new(id, number, year, holder, certificateId, dueOn, FiveSState.Renovating, null, null, [new FiveSStep(now, Chosen, by, reason, [])]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static FiveSProject Restore(Guid id, int number, int year, Holder holder, Guid? certificateId, DateOnly dueOn, FiveSState state, decimal? score, DateOnly? publishedOn, IEnumerable<FiveSStep> steps)
        => new(id, number, year, holder, certificateId, dueOn, state, score, publishedOn, [.. steps]);

    /// <summary>超期: the day has passed and it is still with the owner.</summary>
    public bool IsOverdue(DateOnly today) => WaitsForOwner && DueOn < today;

    /// <summary>一对一上门指导.</summary>
    public Refusal? Visit(DateOnly on, string note, IReadOnlyList<string> photos, DateTimeOffset now, string by)
        => IsOpen ? Move(State, new FiveSStep(now, Visited, by, note, photos) { On = on }) : Closed();

    /// <summary>自评. May be repeated until the district has decided.</summary>
    public Refusal? SelfRate(decimal score, Guid sheetId, DateTimeOffset now, string by)
        => IsOpen ? Move(FiveSState.SelfRated, new FiveSStep(now, SelfRatedStep, by, $"{score:0.#}", []) { SheetId = sheetId }) : Closed();

    /// <summary>现场评价 by the district. A second one replaces the first; it decides nothing yet.</summary>
    public Refusal? Rate(decimal score, Guid sheetId, DateTimeOffset now, string by)
    {
        if (!IsOpen)
        {
            return Closed();
        }

        Score = score;
        return Move(State, new FiveSStep(now, Scored, by, $"{score:0.#}", []) { SheetId = sheetId });
    }

    /// <summary>验收通过 by the district. Against the points, or without the owner's own rating, only with a reason.</summary>
    public Refusal? Accept(decimal passScore, DateTimeOffset now, string by, string? reason)
        => !IsOpen ? Closed()
            : Score is not { } score ? new Refusal("five-s-not-scored", ("number", $"{Number}"))
            : (score < passScore || !IsSelfRated) && string.IsNullOrWhiteSpace(reason) ? new Refusal(score < passScore ? "five-s-below" : "five-s-not-self-rated", ("score", $"{score:0.#}"), ("pass", $"{passScore:0.#}"))
            : Move(FiveSState.Accepted, new FiveSStep(now, "accepted", by, reason, []));

    /// <summary>验收不通过 by the district, or 抽查退回 by the city once it was accepted.</summary>
    /// <param name="again">By when it must be done again; an earlier day than before is not set.</param>
    public Refusal? Return(DateTimeOffset now, string by, string reason, DateOnly again)
    {
        if (State is not (FiveSState.SelfRated or FiveSState.Accepted or FiveSState.Checked) && !(IsOpen && Score is not null))
        {
            return IsOpen ? new Refusal("five-s-nothing-to-return") : Closed();
        }

        (var kind, Score, DueOn) = (WaitsForCity ? "sent-back" : "returned", null, again > DueOn ? again : DueOn);
        return Move(FiveSState.Returned, new FiveSStep(now, kind, by, reason, []));
    }

    /// <summary>抽查同意 by the city.</summary>
    public Refusal? Check(DateTimeOffset now, string by, string? note)
        => State == FiveSState.Accepted ? Move(FiveSState.Checked, new FiveSStep(now, "checked", by, note, [])) : new Refusal("five-s-not-accepted", ("number", $"{Number}"));

    /// <summary>公布. Not every one is checked: the plan has the city draw some (随机抽查).</summary>
    public Refusal? Publish(DateOnly on, DateTimeOffset now, string by)
    {
        if (!WaitsForCity)
        {
            return new Refusal("five-s-not-accepted", ("number", $"{Number}"));
        }

        PublishedOn = on;
        return Move(FiveSState.Published, new FiveSStep(now, "published", by, null, []));
    }

    public Refusal? Drop(DateTimeOffset now, string by, string reason)
        => IsOpen ? Move(FiveSState.Dropped, new FiveSStep(now, "dropped", by, reason, [])) : Closed();

    private static Refusal Closed() => new("five-s-closed");

    private Refusal? Move(FiveSState to, FiveSStep step)
    {
        State = to;
        steps.Add(step);
        return null;
    }
}
