using System.Text.RegularExpressions;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Campaigns;

/// <summary>A place that a campaign's text may have.</summary>
/// <param name="Key">"workshop", "number" or "district".</param>
/// <param name="Name">As an officer writes it between braces.</param>
public sealed record CampaignField
{
    public required string Key { get; init; }
    public required string Name { get; init; }
}

/// <summary>What a broadcast may say, and when it may go.</summary>
public sealed partial record CampaignRules : Rule
{
    /// <summary>Characters of the text as it is written: with names filled in and the line below it, it stays one message on every channel.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Days from its beginning on which a campaign still goes; what has not gone by then has expired.</summary>
    public required int LastsDays { get; init; }

    /// <summary>How many days ahead it may be planned.</summary>
    public required int AheadDays { get; init; }

    /// <summary>The closed list: no personal data is among it.</summary>
    public required IReadOnlyList<CampaignField> Fields { get; init; }

    /// <summary>Hosts, with their subdomains, that a link may lead to.</summary>
    public required IReadOnlyList<string> LinkHosts { get; init; }

    public TimeSpan Lasts => TimeSpan.FromDays(LastsDays);

    /// <summary>Why a campaign may not begin then; null when it may.</summary>
    public Refusal? CheckTime(DateTimeOffset at, DateOnly today, QuietHours quiet)
        => ChinaTime.DayOf(at) < today ? new Refusal("campaign-time-past")
            : ChinaTime.DayOf(at) > today.AddDays(AheadDays) ? new Refusal("campaign-time-far", ("days", $"{AheadDays}"))
            : quiet.Hold(at) ? new Refusal("campaign-time-quiet", ("from", $"{quiet.FromHour}"), ("until", $"{quiet.UntilHour}"))
            : null;

    /// <summary>Full-width braces are braces.</summary>
    public static string Tidy(string typed) => typed.Replace('\uFF5B', '{').Replace('\uFF5D', '}');

    /// <summary>Why the text may not go to people of that role; null when it may.</summary>
    public Refusal? Check(string text, Role role)
    {
        if (text.Length > MaxLength)
        {
            return new Refusal("text-too-long", ("max", $"{MaxLength}"), ("length", $"{text.Length}"));
        }

        if (CheckPlaces(text, role) is { } unknown)
        {
            return unknown;
        }

        if (IdNumber().IsMatch(text) || Mobile().IsMatch(text))
        {
            return new Refusal("broadcast-personal");
        }

        var foreign = Link().Matches(text).Select(match => match.Groups["host"].Value).FirstOrDefault(host => !LinkHosts.Any(allowed => IsWithin(host, allowed)));
        return foreign is null ? null : new Refusal("broadcast-link", ("host", foreign), ("hosts", string.Join(' ', LinkHosts)));
    }

    /// <summary>Fills the places. Of a person without a workshop there is nothing to fill in, and their texts have no places.</summary>
    public string Fill(string text, IReadOnlyDictionary<string, string> byKey)
        => TextTemplate.Fill(text, [.. Fields.Where(field => byKey.ContainsKey(field.Key)).Select(field => (field.Name, byKey[field.Key]))]);

    private Refusal? CheckPlaces(string text, Role role)
    {
        IReadOnlyList<string> places;
        try
        {
            places = TextTemplate.Places(text);
        }
        catch (FormatException)
        {
            return new Refusal("broadcast-brace", ("fields", Known()));
        }

        return places.FirstOrDefault(place => Fields.All(field => field.Name != place)) is { } unknown
            ? new Refusal("broadcast-field", ("field", unknown), ("fields", Known()))
            : places.Count > 0 && role != Role.Owner ? new Refusal("broadcast-field-owner", ("field", places[0])) : null;
    }

    /// <summary>All places as they are written.</summary>
    public string Known() => string.Concat(Fields.Select(field => $"{{{field.Name}}}"));

    private static bool IsWithin(string host, string allowed)
        => host.Equals(allowed, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{allowed}", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)")]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex Mobile();

    // Anything with a scheme, and any name that a phone would make a link of. What stands before an @ is no host.
    [GeneratedRegex(@"https?://(?<host>[^\s/?#]+)|(?<host>(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
