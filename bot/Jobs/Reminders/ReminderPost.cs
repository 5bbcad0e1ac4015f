using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Reminders;

namespace BotAssistant.Bot.Jobs.Reminders;

/// <summary>Puts a reminder into the outbox for all chats of a person, until the quiet hours of the day; what has not gone by then is planned again.</summary>
internal sealed class ReminderPost(IPeople people, IOutbox outbox, Parts parts, TimeProvider time)
{
    /// <returns>The outbox messages; none = no chat is bound.</returns>
    public async Task<IReadOnlyList<Guid>> SendAsync(Person person, string text, Notice notice, ReminderRule rule, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var messages = new List<OutboxMessage>();
        foreach (var address in await people.AddressesAsync(person.Id, stop))
        {
            messages.AddRange(Parts.Queue(address, parts.Render(address, text), notice, OutboxLane.Bulk, now, rule.EndOf(ChinaTime.Today(time)) - now));
        }

        await outbox.AddAsync(messages, stop);
        return [.. messages.Select(message => message.Id)];
    }
}
