namespace BotAssistant.Records;

/// <summary>What we take for an amount. Our own measure, against slips of the finger: a small workshop has seven people and 100 m² at most.</summary>
public static class LedgerLimits
{
    public const decimal Least = 0.001m;

    public const decimal Most = 999_999m;

    /// <summary>More than this is asked about once more.</summary>
    public const decimal MostKilograms = 2_000m;

    /// <inheritdoc cref="MostKilograms"/>
    public const decimal MostPieces = 1_000m;
}
