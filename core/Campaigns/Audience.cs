using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Campaigns;

/// <summary>Who a campaign is for: people of a role, by the districts and, for owners, by products and state of their registered workshops.</summary>
/// <param name="Role">Owners or inspectors.</param>
/// <param name="Districts">Codes (GB/T 2260), or <see cref="Person.WholeCity"/>.</param>
/// <param name="Products">Marks as <see cref="ProductMarks"/> makes them, any of which is enough; empty = all.</param>
/// <param name="Production">Any of these states.</param>
public sealed record Audience(Role Role, IReadOnlyList<string> Districts, IReadOnlyList<string> Products, IReadOnlyList<ProductionState> Production)
{
    public bool IsWholeCity => Districts.Contains(Person.WholeCity);

    /// <summary>True when all of it lies in the person's districts.</summary>
    public bool IsCoveredBy(Person person) => Districts.Count > 0 && Districts.All(person.Covers);
}
