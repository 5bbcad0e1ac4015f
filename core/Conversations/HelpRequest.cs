namespace BotAssistant.Conversations;

/// <summary>A dated step of a request: what happened, by whom, and what only staff read of it (备注, a reason).</summary>
/// <param name="Kind">"asked", "asked-again", "taken", "note", "handed-over", "released", "answered", "closed".</param>
public sealed record HelpStep(DateTimeOffset At, string Kind, string By, string? Note);

/// <summary>The member of staff who answers, and the chat from which they do.</summary>
public sealed record HelpTaker(Guid PersonId, string Address);

/// <summary>
/// 人工: somebody asked for a person. Open until it is closed; while somebody has taken it (<see cref="Taker"/>) what the two say goes between their
/// chats and the bot is silent.
/// </summary>
public sealed class HelpRequest
{
    private readonly List<HelpStep> steps;

    private HelpRequest(Guid id, int number, string address, string? district, string who, string question, DateTimeOffset askedAt, List<HelpStep> steps)
    {
        (Id, Number, Address, District, Who, Question, AskedAt, TouchedAt) = (id, number, address, district, who, question, askedAt, askedAt);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>Short running number that people type (接 3).</summary>
    public int Number { get; }

    /// <summary>The chat that asked; empty once that person has left.</summary>
    public string Address { get; private set; }

    /// <summary>Null when it is not known: then every district's staff see it.</summary>
    public string? District { get; }

    /// <summary>Who asks, as staff see it: a masked name and the workshop.</summary>
    public string Who { get; private set; }

    public string Question { get; private set; }
    public DateTimeOffset AskedAt { get; }
    public HelpTaker? Taker { get; private set; }

    /// <summary>Since when the person has been waiting for a word of the taker; null while it is the person's turn.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>The last word of either side.</summary>
    public DateTimeOffset TouchedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }
    public IReadOnlyList<HelpStep> Steps => steps;

    public bool IsOpen => ClosedAt is null;

    /// <summary>Who took it last, by name.</summary>
    public string? TakenBy => steps.FindLast(step => step.Kind == "taken")?.By;

    public static HelpRequest Ask(int number, string address, string? district, string who, string question, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), number, address, district, who, question, now, [new HelpStep(now, "asked", who, null)]);

    /// <summary>For the store: brings a row back to life.</summary>
    public static HelpRequest Restore(
        Guid id, int number, string address, string? district, string who, string question, DateTimeOffset askedAt, HelpTaker? taker, DateTimeOffset? waitingSince,
        DateTimeOffset touchedAt, DateTimeOffset? closedAt, IEnumerable<HelpStep> steps)
        => new(id, number, address, district, who, question, askedAt, [.. steps]) { Taker = taker, WaitingSince = waitingSince, TouchedAt = touchedAt, ClosedAt = closedAt };

    /// <summary>Asking again opens a closed request once more; a new question takes the place of the old one.</summary>
    public void AskAgain(string? question, DateTimeOffset now)
    {
        if (!IsOpen || question is not null)
        {
            Step(now, "asked-again", Who, null);
        }

        (ClosedAt, Question) = (null, question ?? Question);
    }

    public Refusal? Take(HelpTaker taker, string name, DateTimeOffset now)
    {
        if (NotFor(taker.PersonId) is { } refusal)
        {
            return refusal;
        }

        // Taking it again from another of one's chats moves it there.
        (Taker, WaitingSince) = (taker, now);
        Step(now, "taken", name, null);
        return null;
    }

    public Refusal? Note(string by, string note, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("help-closed");
        }

        Step(now, "note", by, note);
        return null;
    }

    /// <summary>One of the two said something.</summary>
    public void Spoke(bool taker, DateTimeOffset now)
        => (WaitingSince, TouchedAt) = (taker ? null : WaitingSince ?? now, now);

    /// <summary>转给: open again, for a colleague to take.</summary>
    public Refusal? HandOver(Guid staff, string by, string colleague, DateTimeOffset now)
    {
        if (NotFor(staff) is { } refusal)
        {
            return refusal;
        }

        LetGo();
        Step(now, "handed-over", by, colleague);
        return null;
    }

    /// <summary>The taker did not answer in time, or left: open again, for anybody.</summary>
    public void Release(string reason, DateTimeOffset now)
    {
        var by = TakenBy ?? Who;
        LetGo();
        Step(now, "released", by, reason);
    }

    /// <summary>回复: answered in one sentence, without being taken.</summary>
    public Refusal? Answer(Guid staff, string by, DateTimeOffset now) => NotFor(staff) ?? End("answered", by, null, now);

    public Refusal? Close(Guid staff, string by, string? note, DateTimeOffset now) => NotFor(staff) ?? End("closed", by, note, now);

    /// <summary>Closed by the person, or because nobody has said anything for long.</summary>
    public void CloseFor(string reason, DateTimeOffset now) => End("closed", Who, reason, now);

    /// <summary>The person left the chat: what they asked and where they can be reached is not kept.</summary>
    public void Forget(DateTimeOffset now)
    {
        End("closed", "", "left", now);
        (Address, Question, Who) = ("", "", "");
    }

    private Refusal? NotFor(Guid staff)
        => !IsOpen ? new Refusal("help-closed")
        : Taker is { } taker && taker.PersonId != staff ? new Refusal("help-taken", ("by", TakenBy ?? ""))
        : null;

    private Refusal? End(string kind, string by, string? note, DateTimeOffset now)
    {
        LetGo();
        ClosedAt = now;
        Step(now, kind, by, note);
        return null;
    }

    private void LetGo() => (Taker, WaitingSince) = (null, null);

    private void Step(DateTimeOffset at, string kind, string by, string? note)
    {
        TouchedAt = at;
        steps.Add(new HelpStep(at, kind, by, note));
    }
}
