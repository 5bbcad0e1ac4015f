using BotAssistant.Reminders;

namespace BotAssistant.Content;

/// <summary>What the shape of the ladders' file cannot say.</summary>
internal static class ReminderChecks
{
    public static IEnumerable<string> Check(ReminderRule rule) =>
    [
        .. rule.DeliverAtHour is >= 0 and <= 23 ? Array.Empty<string>() : ["'deliverAtHour' must be from 0 to 23."],
        .. RuleChecks.Twice("ladder", rule.Ladders.Select(ladder => ladder.Kind)),
        .. rule.Ladders.SelectMany(Check),
    ];

    private static IEnumerable<string> Check(Ladder ladder)
    {
        if (ladder.Before.Any(days => days < 0) || ladder.Overdue.Any(days => days < 1) || ladder.Rungs.Count == 0)
        {
            yield return $"ladder '{ladder.Kind}' counts whole days before (0 and up) and after (1 and up).";
        }

        if (ladder.Rungs.Zip(ladder.Rungs.Skip(1)).Any(pair => pair.First <= pair.Second))
        {
            yield return $"ladder '{ladder.Kind}' must go down: the most days before first, the fewest days after first.";
        }

        if (ladder.LastsDays < 1)
        {
            yield return $"ladder '{ladder.Kind}': 'lastsDays' must be a day at least.";
        }
    }
}
