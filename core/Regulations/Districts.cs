using BotAssistant.Identifiers;

namespace BotAssistant.Regulations;

/// <summary>A district or county-level city of Ningbo (区县市), by GB/T 2260.</summary>
public sealed record District
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Other ways to name it, e.g. 海曙 for 海曙区; former names too.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Codes of what was merged into it; they live on in ID numbers and old licences.</summary>
    public IReadOnlyList<string> FormerCodes { get; init; } = [];
}

/// <summary>A functional zone (功能区) without a code of its own in GB/T 2260.</summary>
public sealed record Zone
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Code of the district that files its workshops; null while the bureau has not said which.</summary>
    public string? Parent { get; init; }

    public required Certainty Certainty { get; init; }
}

/// <summary>Where workshops are filed.</summary>
public sealed record Districts : Rule
{
    public required IReadOnlyList<District> All { get; init; }
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>By current or former code, name or alias; width and spaces ignored. Null when there is none.</summary>
    public District? Find(string typed)
    {
        var name = TypedText.Compact(typed);
        return All.FirstOrDefault(district => district.Code == name || district.Name == name || district.Aliases.Contains(name) || district.FormerCodes.Contains(name));
    }

    public Zone? FindZone(string typed)
    {
        var name = TypedText.Compact(typed);
        return Zones.FirstOrDefault(zone => zone.Key == name || zone.Name == name || zone.Aliases.Contains(name));
    }

    /// <summary>The name to show for a code; the code itself when it is not one of Ningbo's.</summary>
    public string NameOf(string code) => Find(code)?.Name ?? code;
}
