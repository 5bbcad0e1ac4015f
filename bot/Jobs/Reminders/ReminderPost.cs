using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>Puts a reminder into the outbox for all chats of a person, until the quiet hours of the day; what has not gone by then is planned again.</summary>
internal sealed class ReminderPost(IPeople people, IOutbox outbox, Parts parts, RegulationBook regulations, TimeProvider time)
{
    /// <returns>The outbox messages; none = no chat is bound.</returns>
    public async Task<IReadOnlyList<Guid>> SendAsync(Person person, string text, Notice notice, CancellationToken stop)
    {
        var (now, today) = (time.GetUtcNow(), ChinaTime.Today(time));
        var lasts = regulations.On(today).QuietHours.DayOf(today).Until - now;
        var messages = new List<OutboxMessage>();
        foreach (var address in await people.AddressesAsync(person.Id, stop))
        {
            messages.AddRange(Parts.Queue(address, parts.Render(address, text), notice, OutboxLane.Bulk, now, lasts));
        }

        await outbox.AddAsync(messages, stop);
        return [.. messages.Select(message => message.Id)];
    }
}
