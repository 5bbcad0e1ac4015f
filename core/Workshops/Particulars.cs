namespace BotAssistant.Workshops;

/// <summary>生产经营状态.</summary>
public enum ProductionState { Producing, Suspended, Ceased }

/// <summary>A main material or additive and where it is bought (主要原辅材料含食品添加剂及采购渠道).</summary>
public sealed record Material(string Name, bool Additive, string Source);

/// <summary>A document that is needed: its photo, or the promise to hand it in on paper.</summary>
/// <param name="Photos">Hashes in the media store; empty when <paramref name="OnPaper"/>.</param>
public sealed record Evidence(IReadOnlyList<string> Photos, bool OnPaper);

/// <summary>The signed 食品安全承诺书: which text, by whom, when.</summary>
public sealed record Commitment(string Version, string Signer, DateOnly SignedOn);

/// <summary>
/// What a filing states of a workshop: the plan's 登记建档 (part 二(一)) and the provincial regulation's registration (art. 9).
/// Holds personal data: stored encrypted as a whole, shown masked.
/// </summary>
public sealed record Particulars
{
    public required string WorkshopName { get; init; }
    public required string OwnerName { get; init; }

    /// <summary>公民身份号码, 18 characters, valid by GB 11643.</summary>
    public required string IdNumber { get; init; }

    /// <summary>统一社会信用代码, valid by GB 32100; null when the owner has no business licence yet.</summary>
    public string? CreditCode { get; init; }

    /// <summary>11 digits.</summary>
    public required string Mobile { get; init; }

    /// <summary>GB/T 2260 code.</summary>
    public required string District { get; init; }

    public required string Address { get; init; }
    public required IReadOnlyList<string> Products { get; init; }
    public required IReadOnlyList<Material> Materials { get; init; }
    public required string SalesArea { get; init; }
    public required bool OnlineSale { get; init; }
    public required ProductionState Production { get; init; }
    public required int FixedStaff { get; init; }
    public required decimal AreaSquareMetres { get; init; }
    public required Evidence Identity { get; init; }
    public required Evidence FloorPlan { get; init; }
    public required Commitment Commitment { get; init; }

    /// <summary>The version of the data notice that was shown first (PIPL art. 17, 35).</summary>
    public required string NoticeVersion { get; init; }
}
