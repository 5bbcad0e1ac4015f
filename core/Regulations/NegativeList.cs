using System.Text.RegularExpressions;
using BotAssistant.Identifiers;

namespace BotAssistant.Regulations;

/// <summary>
/// One kind of food that a small-workshop must not make. Chinese puts the head noun last, so a word counts in full only at the end of a
/// product's name: 酸奶 is dairy, 酸奶面包 is bread.
/// </summary>
public sealed record NegativeEntry
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>Endings that are this food. Only an entry that is <see cref="Certainty.Found"/> may have any: nothing else stops an owner.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Words that make an officer look, wherever they stand.</summary>
    public IReadOnlyList<string> Unsure { get; init; } = [];

    /// <summary>Endings that are another food, whatever stands before them: 蛋糕 after 奶油.</summary>
    public IReadOnlyList<string> Clear { get; init; } = [];
}

public abstract record ProductVerdict
{
    private ProductVerdict() { }

    /// <summary>No entry is touched. Not a permission: the officer still decides.</summary>
    public sealed record Clear : ProductVerdict;

    /// <summary>The entry forbids it: the filing of this product stops here.</summary>
    public sealed record Forbidden(NegativeEntry Entry) : ProductVerdict;

    /// <summary>待核定: goes to the officer with the entry that raised the doubt.</summary>
    public sealed record Unsure(NegativeEntry Entry) : ProductVerdict;
}

/// <summary>禁止生产经营食品目录 as dated data: the province's list, and what the city added.</summary>
public sealed partial record NegativeList : Rule
{
    public required IReadOnlyList<NegativeEntry> Entries { get; init; }

    /// <summary>Judges one product by its name. A prohibition outweighs a doubt; among equals the earlier entry is named.</summary>
    public ProductVerdict Check(string product)
    {
        var whole = TypedText.Compact(product);
        var name = Remark().Replace(whole, "");
        ProductVerdict? doubt = null;
        foreach (var entry in Entries)
        {
            var verdict = Judge(entry, name.Length > 0 ? name : whole, whole);
            if (verdict is ProductVerdict.Forbidden)
            {
                return verdict;
            }

            doubt ??= verdict;
        }

        return doubt ?? new ProductVerdict.Clear();
    }

    /// <summary>The longest ending decides; without one, any word of the entry anywhere is a doubt. Null when the entry is not touched.</summary>
    private static ProductVerdict? Judge(NegativeEntry entry, string name, string whole)
    {
        var (hit, doubt, clear) = (Longest(entry.Words, name), Longest(entry.Unsure, name), Longest(entry.Clear, name));
        if (hit > 0 && hit >= clear && hit >= doubt)
        {
            return new ProductVerdict.Forbidden(entry);
        }

        if (clear > 0 && clear >= doubt)
        {
            return null;
        }

        return Mentions(entry.Words, whole) || Mentions(entry.Unsure, whole) ? new ProductVerdict.Unsure(entry) : null;
    }

    // Plain loops: every turn of a filing judges its products again, against some hundred words.
    private static int Longest(IReadOnlyList<string> endings, string name)
    {
        var longest = 0;
        for (var i = 0; i < endings.Count; i++)
        {
            longest = endings[i].Length > longest && name.EndsWith(endings[i], StringComparison.Ordinal) ? endings[i].Length : longest;
        }

        return longest;
    }

    private static bool Mentions(IReadOnlyList<string> words, string whole)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (whole.Contains(words[i], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A remark in brackets or an amount at the end: 酸奶(原味), 酸奶500g.</summary>
    [GeneratedRegex(@"(?>\([^()]*\)|(?>[0-9.]+)(?:g|kg|ml|l|\u514b|\u65a4|\u5347)?)+$", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();
}
