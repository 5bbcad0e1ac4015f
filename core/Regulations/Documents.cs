namespace BotAssistant.Regulations;

/// <summary>
/// The notice a state organ owes before it collects data for its statutory duties (PIPL art. 17, 35): who, why, which data, how long, which
/// rights. It informs; it does not ask for consent (art. 13(3)).
/// </summary>
public sealed record DataNotice : Rule
{
    public required string Version { get; init; }
    public required string Title { get; init; }

    /// <summary>With the places <c>{bureau}</c> and <c>{phone}</c>.</summary>
    public required string Text { get; init; }

    public string For(string bureau, string phone) => TextTemplate.Fill(Text, ("bureau", bureau), ("phone", phone));
}

/// <summary>食品安全承诺书 (provincial regulation art. 9(3); plan part 二(二)), signed when filing.</summary>
public sealed record CommitmentLetter : Rule
{
    public required string Version { get; init; }
    public required string Title { get; init; }

    /// <summary>With the places <c>{workshop}</c> and <c>{owner}</c>.</summary>
    public required string Text { get; init; }

    public string For(string workshop, string owner) => TextTemplate.Fill(Text, ("workshop", workshop), ("owner", owner));
}
