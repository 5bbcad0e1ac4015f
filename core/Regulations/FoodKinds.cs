using BotAssistant.Identifiers;

namespace BotAssistant.Regulations;

/// <summary>A group of foods; the plan names five as its priority (粮食加工品, 豆制品, 糕点, 白酒, 肉制品).</summary>
public sealed record FoodGroup
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public bool Priority { get; init; }
}

/// <summary>A kind of product an owner can pick or name (食品品种).</summary>
public sealed record FoodKind
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary><see cref="FoodGroup.Key"/>.</summary>
    public required string Group { get; init; }

    public IReadOnlyList<string> Synonyms { get; init; } = [];
}

public sealed record FoodKinds : Rule
{
    public required IReadOnlyList<FoodGroup> Groups { get; init; }
    public required IReadOnlyList<FoodKind> Kinds { get; init; }

    /// <summary>
    /// The kind that a typed product is: its name or a synonym, else the longest one it ends with (慈城年糕 is 年糕). Null for a product that only an
    /// officer can place.
    /// </summary>
    public FoodKind? Find(string product)
    {
        var name = TypedText.Compact(product);
        var best = (Kind: (FoodKind?)null, Length: 0);
        foreach (var kind in Kinds)
        {
            var length = LongestEnding(kind, name);
            best = length > best.Length ? (kind, length) : best;
        }

        return best.Kind;
    }

    public FoodGroup? GroupOf(string product)
        => Find(product) is { } kind ? Groups.First(group => group.Key == kind.Group) : null;

    private static int LongestEnding(FoodKind kind, string product)
        => kind.Synonyms.Prepend(kind.Name).Max(name => product.EndsWith(name, StringComparison.Ordinal) ? name.Length : 0);
}
