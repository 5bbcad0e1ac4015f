using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteOutboxSweepTests(Sqlite database) : OutboxSweepCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresOutboxSweepTests(Postgres database) : OutboxSweepCompliance(database), IClassFixture<Postgres>;

/// <summary>What becomes of a message whose server died while it sent.</summary>
public abstract class OutboxSweepCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    /// <summary>Each test has a channel to itself, so that it claims only its own messages.</summary>
    private readonly string channel = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_dead_senders_message_becomes_unknown_and_a_late_outcome_still_counts()
    {
        await QueueAsync("一");
        var claimed = Assert.Single(await ClaimAsync());
        await SweepAsync();
        Assert.Equal(OutboxState.Sending, (await FindAsync(claimed.Id)).State);
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await SweepAsync() >= 1);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(OutboxState.Unknown, (await FindAsync(claimed.Id)).State);

        await FinishAsync(claimed, new SendResult.Sent("p"));
        Assert.Equal(OutboxState.Sent, (await FindAsync(claimed.Id)).State);
    }

    [Fact]
    public async Task Where_a_repetition_is_recognised_it_is_queued_again_and_sent_before_the_next()
    {
        await QueueAsync("一", "二");
        var claimed = Assert.Single(await ClaimAsync());
        await SweepAsync(channel);
        Assert.Equal(OutboxState.Sending, (await FindAsync(claimed.Id)).State);
        Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(channel);
        var again = Assert.Single(await ClaimAsync());
        Assert.Equal((claimed.Id, "一", OutboxState.Sending, 2), (again.Id, again.Part.Body, again.State, again.Attempts));

        // The dead sender turns out to be a slow one: the claim is not its any more.
        await FinishAsync(claimed, new SendResult.OursToFix("late"));
        Assert.Equal(OutboxState.Sending, (await FindAsync(claimed.Id)).State);
        await FinishAsync(again, new SendResult.Sent("p"));
        Assert.Equal(OutboxState.Sent, (await FindAsync(claimed.Id)).State);
        Assert.Equal("二", Assert.Single(await ClaimAsync()).Part.Body);
    }

    [Fact]
    public async Task On_every_other_channel_it_becomes_unknown_and_the_next_one_goes()
    {
        await QueueAsync("一", "二");
        var claimed = Assert.Single(await ClaimAsync());
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await SweepAsync("another") >= 1);
        var lost = await FindAsync(claimed.Id);
        Assert.Equal((OutboxState.Unknown, "sender-died"), (lost.State, lost.Reason));
        Assert.Equal("二", Assert.Single(await ClaimAsync()).Part.Body);
    }

    [Fact]
    public async Task What_was_queued_again_is_not_sent_after_its_moment()
    {
        await QueueAsync("提醒");
        var claimed = Assert.Single(await ClaimAsync());
        Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(channel);
        Assert.Equal(OutboxState.Queued, (await FindAsync(claimed.Id)).State);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ClaimAsync());
        Assert.Equal(OutboxState.Expired, (await FindAsync(claimed.Id)).State);
    }

    private Task QueueAsync(params string[] bodies)
    {
        var to = new ChatAddress(channel, "acc", Guid.NewGuid().ToString("N"));
        var now = Time.GetUtcNow();
        return Do<IOutbox>(outbox => outbox.AddAsync(
            [.. bodies.Select((body, i) => new OutboxMessage(Guid.CreateVersion7(now), to, new OutboundPart(body), now, now.AddHours(1)) { Sequence = i })], Stop));
    }

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync()
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(channel), OutboxLane.Interactive, 10, TimeSpan.FromMinutes(1), Stop));

    private Task FinishAsync(OutboxMessage message, SendResult result) => Alone<IOutbox>(outbox => outbox.FinishAsync([(message, result)], Stop));

    private Task<int> SweepAsync(params string[] sendingOnce) => Ask<IOutbox, int>(outbox => outbox.SweepAsync(sendingOnce, Stop));

    private async Task<OutboxMessage> FindAsync(Guid id)
        => (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(null, 1000, Stop))).Single(message => message.Id == id);
}
