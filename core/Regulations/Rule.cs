namespace BotAssistant.Regulations;

/// <summary>How well a rule's text is known. What is not <see cref="Found"/> is labelled wherever a person sees it (house promise 5).</summary>
public enum Certainty
{
    /// <summary>Read in the official text or a public copy of it.</summary>
    Found,
    /// <summary>待核定: second-hand, superseded or our reading; an officer decides.</summary>
    ToConfirm,
    /// <summary>示例: our own wording, until the bureau puts its own in its place.</summary>
    Sample,
}

/// <summary>
/// One dated revision of a rule. It holds from <see cref="From"/> until the next revision of the same rule begins: there is no end date, so
/// neither a gap nor an overlap can be written.
/// </summary>
public abstract record Rule
{
    public required DateOnly From { get; init; }

    /// <summary>Regulation and article, or who made it up.</summary>
    public required string Source { get; init; }

    /// <summary>When somebody last compared it with the source.</summary>
    public required DateOnly Reviewed { get; init; }

    public required Certainty Certainty { get; init; }
}

/// <summary>All revisions of one rule.</summary>
public sealed class Revisions<T>
    where T : Rule
{
    private readonly T[] oldestFirst;

    /// <exception cref="ArgumentException">There is none, or two do not follow each other in time.</exception>
    public Revisions(IEnumerable<T> oldestFirst)
    {
        this.oldestFirst = [.. oldestFirst];
        if (this.oldestFirst.Length == 0)
        {
            throw new ArgumentException($"{typeof(T).Name} has no revision.", nameof(oldestFirst));
        }

        for (var i = 1; i < this.oldestFirst.Length; i++)
        {
            if (this.oldestFirst[i].From <= this.oldestFirst[i - 1].From)
            {
                throw new ArgumentException($"{typeof(T).Name}: the revision from {this.oldestFirst[i].From:O} stands after the one from {this.oldestFirst[i - 1].From:O}.", nameof(oldestFirst));
            }
        }
    }

    public IReadOnlyList<T> All => oldestFirst;

    /// <summary>The revision in force on a day of China's calendar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the first revision.</exception>
    public T On(DateOnly day)
        => Array.FindLast(oldestFirst, revision => revision.From <= day)
            ?? throw new ArgumentOutOfRangeException(nameof(day), day, $"{typeof(T).Name} begins on {oldestFirst[0].From:O}.");

    /// <summary>The revision that began on that day: what an old record was made by. Null when there is none.</summary>
    public T? Begun(DateOnly from) => Array.Find(oldestFirst, revision => revision.From == from);
}
