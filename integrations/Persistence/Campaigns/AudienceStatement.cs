using BotAssistant.Campaigns;
using BotAssistant.People;

namespace BotAssistant.Persistence;

/// <summary>An audience as a condition in SQL, with its parameters. Everything a person typed is a parameter.</summary>
internal sealed class AudienceStatement
{
    private readonly List<(string Name, object? Value)> parameters = [];

    public AudienceStatement(BotContext store, Audience audience)
    {
        IsOfOwners = audience.Role == Role.Owner;
        Condition = IsOfOwners ? OfWorkshops(store, audience) : OfStaff(audience);
    }

    /// <summary>True: of workshops <c>w</c>; false: of people <c>p</c>.</summary>
    public bool IsOfOwners { get; }

    public string Condition { get; }

    public (string Name, object? Value)[] With(params (string Name, object? Value)[] more) => [.. parameters, .. more];

    private string OfWorkshops(BotContext store, Audience audience)
    {
        var conditions = new List<string> { "w.\"Registration\" = 0" };
        if (!audience.IsWholeCity)
        {
            conditions.Add(store.In("w.\"District\"", Add("@districts", store.List(audience.Districts))));
        }

        conditions.Add(store.In("w.\"Production\"", Add("@production", store.List(audience.Production.Select(state => (int)state)))));
        if (audience.Products.Count > 0)
        {
            conditions.Add(Any(audience.Products, "@product", "w.\"Products\""));
        }

        return string.Join(" AND ", conditions);
    }

    private string OfStaff(Audience audience)
    {
        var role = $"p.\"Role\" = {Add("@role", (int)audience.Role)}";
        return audience.IsWholeCity ? role : $"{role} AND {Any([.. audience.Districts, Person.WholeCity], "@district", "' ' || p.\"Districts\" || ' '")}";
    }

    /// <summary>The column is words between spaces; any of these is among them.</summary>
    private string Any(IEnumerable<string> words, string name, string column)
        => $"({string.Join(" OR ", words.Select((word, index) => $"{column} LIKE {Add($"{name}{index}", $"% {word} %")}"))})";

    private string Add(string name, object value)
    {
        parameters.Add((name, value));
        return name;
    }
}
