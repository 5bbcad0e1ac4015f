using BotAssistant.Campaigns;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.Records;
using BotAssistant.Regulations;

namespace BotAssistant.Content;

/// <summary>What the shape of a file cannot say: each check yields the faults of one revision, in words.</summary>
internal static class RuleChecks
{
    public static IEnumerable<string> CheckDates(Rule revision, Rule? before)
    {
        if (before is not null && revision.From <= before.From)
        {
            yield return $"the revision from {revision.From:O} must begin after the one from {before.From:O}.";
        }

        if (string.IsNullOrWhiteSpace(revision.Source))
        {
            yield return "'source' is empty.";
        }
    }

    public static IEnumerable<string> Check(Districts rule) =>
    [
        .. Twice("code", rule.All.SelectMany(district => district.FormerCodes.Prepend(district.Code))),
        .. Twice("name", rule.All.SelectMany(district => district.Aliases.Prepend(district.Name))),
        .. Twice("zone key", rule.Zones.Select(zone => zone.Key)),
        .. Twice("zone name", rule.Zones.SelectMany(zone => zone.Aliases.Prepend(zone.Name))),
        .. rule.Zones.Where(zone => zone.Parent is { } parent && rule.All.All(district => district.Code != parent)).Select(zone => $"zone '{zone.Key}' has the unknown parent '{zone.Parent}'."),
    ];

    public static IEnumerable<string> Check(Thresholds rule)
        => rule is { MaxFixedStaff: > 0, MaxAreaSquareMetres: > 0 } ? [] : ["a limit must be above zero."];

    public static IEnumerable<string> Check(FoodKinds rule) =>
    [
        .. Twice("group", rule.Groups.Select(group => group.Key)),
        .. Twice("kind", rule.Kinds.Select(kind => kind.Key)),
        .. Twice("name", rule.Kinds.SelectMany(kind => kind.Synonyms.Prepend(kind.Name))),
        .. rule.Kinds.Where(kind => rule.Groups.All(group => group.Key != kind.Group)).Select(kind => $"kind '{kind.Key}' has the unknown group '{kind.Group}'."),
    ];

    public static IEnumerable<string> Check(NegativeList rule) =>
    [
        .. Twice("id", rule.Entries.Select(entry => entry.Id)),
        .. rule.Entries.SelectMany(Check),
    ];

    public static IEnumerable<string> Check(DataNotice rule) => Places(rule.Text, "bureau", "phone");

    public static IEnumerable<string> Check(CommitmentLetter rule) => Places(rule.Text, "workshop", "owner");

    public static IEnumerable<string> Check(FirstInspection rule) => rule.Months > 0 ? [] : ["'months' must be above zero."];

    public static IEnumerable<string> Check(RegistrationNumber rule) => Places(rule.Format, "district", "year", "serial");

    public static IEnumerable<string> Check(Retention rule) =>
    [
        .. Twice("key", rule.Terms.Select(term => term.Key)),
        .. rule.Terms.Where(term => term.Days <= 0).Select(term => $"term '{term.Key}' must be above zero days."),
    ];

    public static IEnumerable<string> Check(CorrectionTerms rule)
        => rule is { CriticalDays: > 0, Days: > 0, ReturnedDays: > 0 } ? [] : ["a term must be above zero days."];

    public static IEnumerable<string> Check(HealthCheck rule) => rule.Months > 0 ? [] : ["'months' must be above zero."];

    public static IEnumerable<string> Check(CampaignRules rule) =>
    [
        .. rule is { MaxLength: > 0, LastsDays: > 0, AheadDays: > 0 } ? Array.Empty<string>() : ["a limit must be above zero."],
        .. rule.Fields.Where(field => field.Key is not ("workshop" or "number" or "district")).Select(field => $"the field '{field.Key}' is not known."),
        .. Twice("field", rule.Fields.Select(field => field.Name)),
    ];

    public static IEnumerable<string> Check(QuietHours rule)
        => rule is { UntilHour: >= 0, FromHour: <= 24 } && rule.UntilHour < rule.FromHour ? [] : ["the quiet hours must leave some of the day."];

    private static IEnumerable<string> Check(NegativeEntry entry)
    {
        if (entry.Words.Count > 0 && entry.Certainty != Certainty.Found)
        {
            yield return $"entry '{entry.Id}' is not 'found' and must not stop an owner: move its 'words' to 'unsure'.";
        }

        foreach (var fault in Twice($"word of '{entry.Id}'", entry.Words.Concat(entry.Unsure).Concat(entry.Clear)))
        {
            yield return fault;
        }
    }

    /// <summary>Every named place stands in the text, and no other.</summary>
    private static IEnumerable<string> Places(string text, params string[] names)
    {
        var found = TextTemplate.Places(text);
        return
        [
            .. names.Except(found).Select(name => $"the place '{{{name}}}' is missing."),
            .. found.Except(names).Select(name => $"the place '{{{name}}}' is not known."),
        ];
    }

    internal static IEnumerable<string> Twice(string what, IEnumerable<string> values)
        => values.GroupBy(value => value, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"the {what} '{same.Key}' stands there twice.");
}
