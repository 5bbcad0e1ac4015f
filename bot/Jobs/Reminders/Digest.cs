using BotAssistant.Dialogs.Reminders;
using BotAssistant.Messaging;
using BotAssistant.Reminders;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>What the staff of a district is told: of each kind how many and the soonest, whatever their number.</summary>
internal sealed class Digest(MatterCard card)
{
    private readonly Dictionary<string, (int Count, TimelyReminder Soonest)> kinds = [];
    private readonly List<long> ids = [];

    public IReadOnlyCollection<long> Ids => ids;

    public void Add(TimelyReminder saying)
    {
        ids.Add(saying.Reminder.Id);
        var (count, soonest) = kinds.GetValueOrDefault(saying.Matter.Kind, (0, saying));
        kinds[saying.Matter.Kind] = (count + 1, saying.Matter.DueOn < soonest.Matter.DueOn ? saying : soonest);
    }

    public string Text() => card.ToStaff(kinds.Values.OrderBy(kind => kind.Soonest.Matter.DueOn).Select(kind => (kind.Count, kind.Soonest)));

    public Notice Notice() => card.ToNotice([.. kinds.Values.Select(kind => kind.Soonest)]);
}
