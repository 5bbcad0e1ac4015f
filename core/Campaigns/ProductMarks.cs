using BotAssistant.Regulations;

namespace BotAssistant.Campaigns;

/// <summary>What a workshop makes, as marks that a query can find: the groups and kinds of its products, nothing it wrote itself.</summary>
public static class ProductMarks
{
    public static string Group(string key) => $"group:{key}";

    public static string Kind(string key) => $"kind:{key}";

    /// <summary>The marks of a workshop's products by the rules of one day; products that no kind is known for have none.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> products, FoodKinds rules)
        => [.. products.Select(rules.Find).OfType<FoodKind>().SelectMany(kind => new[] { Group(kind.Group), Kind(kind.Key) }).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A group or kind by its name or synonym; null when there is none.</summary>
    public static string? Find(string typed, FoodKinds rules)
        => rules.Groups.FirstOrDefault(group => group.Name == typed) is { } named ? Group(named.Key) : rules.Find(typed) is { } kind ? Kind(kind.Key) : null;

    public static string NameOf(string mark, FoodKinds rules)
        => rules.Groups.FirstOrDefault(group => Group(group.Key) == mark)?.Name ?? rules.Kinds.FirstOrDefault(kind => Kind(kind.Key) == mark)?.Name ?? mark;
}
