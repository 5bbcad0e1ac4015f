namespace BotAssistant.Regulations;

/// <summary>What still counts as a small-workshop; above it a full production licence (SC) is needed.</summary>
public sealed record Thresholds : Rule
{
    /// <summary>固定从业人员, at most.</summary>
    public required int MaxFixedStaff { get; init; }

    /// <summary>加工场所面积, at most; without office, storage and drying yard.</summary>
    public required decimal MaxAreaSquareMetres { get; init; }
}
