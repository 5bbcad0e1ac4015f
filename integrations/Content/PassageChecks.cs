using BotAssistant.Regulations;

namespace BotAssistant.Content;

/// <summary>What the shape of the passages and of their search words cannot say.</summary>
internal static class PassageChecks
{
    public static IEnumerable<string> Check(Passages rule) =>
    [
        .. RuleChecks.Twice("id", rule.Entries.Select(entry => entry.Id)),
        .. RuleChecks.Twice("title", rule.Entries.Select(entry => entry.Title)),
        .. rule.Entries.SelectMany(Check),
    ];

    public static IEnumerable<string> Check(RuleSearch rule) =>
    [
        .. RuleChecks.Twice("word", [.. rule.Synonyms.SelectMany(same => same), .. rule.StopPhrases, .. rule.OtherSubjects]),
        .. RuleChecks.Twice("item", rule.Items.Select(item => item.Id)),
        .. rule.Synonyms.Where(same => same.Count < 2).Select(same => $"the synonym list '{string.Join(", ", same)}' needs two words at least."),
        .. rule.Threshold is > 0 and < 1 && rule.Near is > 0 and <= 1 ? Array.Empty<string>() : ["'threshold' and 'near' must be between 0 and 1."],
        .. rule.Weights.Half > 0 ? Array.Empty<string>() : ["'half' must be above zero."],
    ];

    private static IEnumerable<string> Check(Passage entry)
    {
        if (entry.Id.Length < 5 || entry.Id.Any(c => c is not ('-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))))
        {
            yield return $"the id '{entry.Id}' must be a few small letters, digits and hyphens: three signs are an item of the checklist.";
        }

        if (entry.Chapter is not null || entry.Clause is not null)
        {
            yield return $"'{entry.Id}' is no item of a checklist: leave out 'chapter' and 'clause'.";
        }

        foreach (var (key, value) in new[] { ("title", entry.Title), ("text", entry.Text), ("basis", entry.Basis) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"'{key}' of '{entry.Id}' is empty.";
            }
        }
    }
}
