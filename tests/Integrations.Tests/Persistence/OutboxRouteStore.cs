using BotAssistant.Messaging;
using BotAssistant.Testing;

namespace BotAssistant.Integrations.Tests.Persistence;

/// <summary>Reminders that wait on a channel of the test's own, and what lets them go: windows, consents, a quota.</summary>
public abstract class OutboxRouteStore(DatabaseFixture database) : StoreCompliance(database)
{
    protected const string Kind = "reminder", Once = "once", LongTerm = "long-term", Template = "template";

    /// <summary>Each test has a channel to itself, so that it claims only its own messages.</summary>
    protected string Channel { get; } = Guid.NewGuid().ToString("N");

    protected static SendWindow Grant { get; } = new(2, TimeSpan.FromHours(48));

    protected static NoticeTemplate Brief { get; } = new(Kind, OutboundRoute.Subscription, Once);

    protected static NoticeTemplate Lasting { get; } = new(Kind, OutboundRoute.Subscription, LongTerm) { IsLongTerm = true };

    protected static NoticeTemplate Daily(int perDay) => new(Kind, OutboundRoute.Template, Template) { PerDay = perDay };

    protected ChatAddress Chat() => new(Channel, "acc", Guid.NewGuid().ToString("N"));

    protected Task QueueAsync(ChatAddress to, string kind = Kind) => QueueManyAsync(to, 1, kind);

    protected Task QueueManyAsync(ChatAddress to, int count, string kind = Kind) => Do<IOutbox>(outbox => outbox.AddAsync(
        [.. Enumerable.Range(0, count).Select(i => new OutboxMessage(Guid.CreateVersion7(Time.GetUtcNow()), to, new OutboundPart("提醒"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(3))
        {
            Sequence = i,
            Lane = OutboxLane.Bulk,
            Notice = new Notice(kind) { Places = new Dictionary<string, string> { ["name"] = "张记年糕" } },
        })], Stop));

    protected Task<IReadOnlyList<OutboxMessage>> ClaimAsync(params NoticeTemplate[] templates)
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(Channel, counted: true, templates), OutboxLane.Bulk, 10, TimeSpan.FromMinutes(1), Stop));

    protected Task FinishAsync(IEnumerable<OutboxMessage> messages, SendResult result) => Alone<IOutbox>(outbox => outbox.FinishAsync([.. messages.Select(message => (message, result))], Stop));

    protected async Task<List<OutboxMessage>> RecentAsync(OutboxState? state)
        => [.. (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(state, 1000, Stop))).Where(message => message.To.Channel == Channel)];

    protected Task WriteAsync(ChatAddress chat) => Alone<IReceivedMessages>(inbox => inbox.AddAsync(Samples.Message("在", from: chat, grants: Grant), Stop));

    protected async Task ConsentAsync(ChatAddress chat, string template, ConsentAct act, int repeat = 1)
    {
        var message = Samples.Message("", from: chat) with { Kind = InboundKind.Report, Consents = [new ConsentChange(template, act)] };
        for (var i = 0; i < repeat; i++)
        {
            await Alone<IReceivedMessages>(inbox => inbox.AddAsync(message, Stop));
        }
    }
}
