namespace BotAssistant.Records;

public enum LedgerKind
{
    /// <summary>进货: a raw material, an additive or packing came in.</summary>
    Purchase,
    /// <summary>添加剂使用: an additive went into a product.</summary>
    Additive,
}

/// <summary>How much of what, as the owner writes it: units are kept, not converted.</summary>
public sealed record LedgerItem(string What, decimal Amount, string Unit)
{
    public bool IsSame(LedgerItem other) => What == other.What && Amount == other.Amount && Unit == other.Unit;
}

/// <summary>What belongs to an entry beside the item, by kind: where it came from, or where it went.</summary>
public sealed record LedgerFacts
{
    /// <summary>供货商 of a purchase.</summary>
    public string? Supplier { get; init; }

    public string? SupplierPhone { get; init; }

    /// <summary>Batch or production day, as it stands on the goods.</summary>
    public string? Batch { get; init; }

    /// <summary>The product that an additive went into.</summary>
    public string? Product { get; init; }

    /// <summary>Who weighed it.</summary>
    public string? Person { get; init; }

    /// <summary>Hashes of the receipt's photos.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];
}

/// <summary>
/// One line of a workshop's ledger (台账). What was written is never changed: a wrong line is made void with a reason, stays, and is written anew.
/// Only a photo of the receipt may follow.
/// </summary>
public sealed class LedgerEntry(Guid id, int number, Guid workshopId, LedgerKind kind, DateOnly on, LedgerItem item, LedgerFacts facts, DateTimeOffset recordedAt, string by)
{
    public Guid Id { get; } = id;

    /// <summary>Short running number that people type (作废 12).</summary>
    public int Number { get; } = number;

    public Guid WorkshopId { get; } = workshopId;
    public LedgerKind Kind { get; } = kind;
    public DateOnly On { get; } = on;
    public LedgerItem Item { get; } = item;
    public LedgerFacts Facts { get; private set; } = facts;
    public DateTimeOffset RecordedAt { get; } = recordedAt;
    public string By { get; } = by;
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidReason { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    public Refusal? Void(string reason, DateTimeOffset now)
    {
        if (IsVoid)
        {
            return new Refusal("entry-void");
        }

        (VoidedAt, VoidReason) = (now, reason);
        return null;
    }

    public Refusal? Attach(string photo)
    {
        if (IsVoid)
        {
            return new Refusal("entry-void");
        }

        Facts = Facts with { Photos = [.. Facts.Photos.Append(photo).Distinct()] };
        return null;
    }

    /// <summary>For the store: brings a row back to life.</summary>
    public LedgerEntry Restore(DateTimeOffset? voidedAt, string? voidReason)
    {
        (VoidedAt, VoidReason) = (voidedAt, voidReason);
        return this;
    }
}

/// <summary>What the status card says of a ledger: the last day, and how many lines since the month began. Void lines do not count.</summary>
public sealed record LedgerSummary(DateOnly? LastOn, int ThisMonth);

public interface ILedgers
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(LedgerEntry entry, CancellationToken stop);

    /// <summary>Writes back a void entry or a receipt; guarded by the row's version.</summary>
    Task SaveAsync(LedgerEntry entry, CancellationToken stop);

    Task<LedgerEntry?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>The workshop's lines of these days, void ones too, in order of day and number.</summary>
    Task<IReadOnlyList<LedgerEntry>> BetweenAsync(Guid workshopId, DateOnly from, DateOnly to, int limit, CancellationToken stop);

    Task<LedgerSummary> SummaryAsync(Guid workshopId, LedgerKind kind, DateOnly monthBegan, CancellationToken stop);
}
