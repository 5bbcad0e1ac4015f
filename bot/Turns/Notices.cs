using BotAssistant.Bot.Public;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>Queues what people are told unasked, in the turn's transaction.</summary>
internal sealed class Notices(IPeople people, IOutbox outbox, Parts parts, ITexts texts, TimeProvider time) : INotices
{
    /// <summary>A notice waits this long for the person's next message, then it is stale.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public async Task TellAsync(Person person, string textKey, IReadOnlyList<(string Name, string Value)> values, CancellationToken stop)
    {
        foreach (var address in await people.AddressesAsync(person.Id, stop))
        {
            await TellAsync(address, textKey, values, stop);
        }
    }

    public async Task TellAsync(ChatAddress address, string textKey, IReadOnlyList<(string Name, string Value)> values, CancellationToken stop)
    {
        var notice = new Notice(textKey) { Places = values.ToDictionary(value => value.Name, value => value.Value) };
        await outbox.AddAsync(Parts.Queue(address, parts.Render(address, texts.Say(textKey, [.. values])), notice, OutboxLane.Interactive, time.GetUtcNow(), Lasts), stop);
    }
}

/// <summary>Shapes messages for their channel and wraps the parts for the outbox.</summary>
internal sealed class Parts(IEnumerable<IChannel> channels, FileAddresses files)
{
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);

    public IReadOnlyList<OutboundPart> Render(ChatAddress to, string text) => byName[to.Channel].Render(new OutboundMessage(text));

    /// <param name="media">The store as the open transaction sees it: a document may have been made in it.</param>
    public async Task<IReadOnlyList<OutboundPart>> RenderAsync(ChatAddress to, OutboundMessage message, IMediaStore media, CancellationToken stop)
    {
        var channel = byName[to.Channel];
        return channel.Render(await files.PlaceAsync(channel, message, media, stop));
    }

    public static IReadOnlyList<OutboxMessage> Queue(ChatAddress to, IEnumerable<OutboundPart> parts, DateTimeOffset now, TimeSpan lasts, Guid? answerTo, int firstSequence)
        => [.. parts.Select((part, index) => new OutboxMessage(Guid.CreateVersion7(now), to, part, now, now + lasts) { AnswerTo = answerTo, Sequence = firstSequence + index })];

    /// <summary>A message that we begin. Only its first part may go by a template; what is behind it waits for the conversation.</summary>
    public static IReadOnlyList<OutboxMessage> Queue(ChatAddress to, IEnumerable<OutboundPart> parts, Notice notice, OutboxLane lane, DateTimeOffset now, TimeSpan lasts)
        => [.. Queue(to, parts, now, lasts, null, 0).Select(message => message with { Notice = message.Sequence == 0 ? notice : null, Lane = lane })];
}
