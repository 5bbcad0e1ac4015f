using BotAssistant.Messaging;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteOutboxTests(Sqlite database) : OutboxCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresOutboxTests(Postgres database) : OutboxCompliance(database), IClassFixture<Postgres>;

public abstract class OutboxCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly SendWindow Grant = new(2, TimeSpan.FromHours(48));

    /// <summary>Each test has a channel to itself, so that it claims only its own messages.</summary>
    private readonly string channel = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_claimed_message_is_sent_once()
    {
        await QueueAsync("一", SomeChat());
        var claimed = Assert.Single(await ClaimAsync());
        Assert.Equal((OutboxState.Sending, 1, "一"), (claimed.State, claimed.Attempts, claimed.Part.Body));
        Assert.Empty(await ClaimAsync());

        await FinishAsync(claimed, new SendResult.Sent("p1"));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await ClaimAsync());
        await SweepAsync();
        var sent = await FindAsync(claimed.Id);
        Assert.Equal((OutboxState.Sent, "p1"), (sent.State, sent.PlatformId));
    }

    [Fact]
    public async Task Two_servers_never_claim_the_same_message()
    {
        for (var i = 0; i < 40; i++)
        {
            await QueueAsync($"{i}", SomeChat());
        }

        await using var other = SecondServer();
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? Services : other).CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IOutbox>().ClaimAsync(Reaching(channel), OutboxLane.Interactive, 5, TimeSpan.FromMinutes(1), Stop);
        })));
        var ids = claims.SelectMany(c => c).Select(m => m.Id).ToList();
        while (await ClaimAsync() is { Count: > 0 } rest)
        {
            ids.AddRange(rest.Select(m => m.Id));
        }

        Assert.Equal(40, ids.Count);
        Assert.Equal(40, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_person_gets_one_message_at_a_time_in_order()
    {
        var chat = Chat();
        await QueueAsync(["一", "二", "三"], chat);
        var said = new List<string>();
        while (await ClaimAsync() is { Count: > 0 } claimed)
        {
            said.Add(Assert.Single(claimed).Part.Body);
            Assert.Empty(await ClaimAsync());
            await FinishAsync(claimed[0], new SendResult.Sent(null));
        }

        Assert.Equal(["一", "二", "三"], said);
    }

    [Fact]
    public async Task A_later_message_waits_while_the_earlier_one_backs_off()
    {
        await QueueAsync(["一", "二"], Chat());
        await FinishAsync(Assert.Single(await ClaimAsync()), new SendResult.RetryLater("busy"));
        Assert.Empty(await ClaimAsync());
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("一", Assert.Single(await ClaimAsync()).Part.Body);
    }

    [Fact]
    public async Task A_retry_backs_off_from_30_seconds_and_gives_up_after_6_attempts()
    {
        await QueueAsync("重试", Chat());
        foreach (var seconds in (int[])[30, 60, 120, 240, 480])
        {
            await FinishAsync(Assert.Single(await ClaimAsync()), new SendResult.RetryLater("busy -1"));
            Time.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Empty(await ClaimAsync());
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var last = Assert.Single(await ClaimAsync());
        await FinishAsync(last, new SendResult.RetryLater("busy -1"));
        var failed = await FindAsync(last.Id);
        Assert.Equal((OutboxState.Failed, "busy -1", 6), (failed.State, failed.Reason, failed.Attempts));
    }

    [Fact]
    public async Task The_platform_may_ask_for_a_longer_wait()
    {
        await QueueAsync("慢", Chat());
        await FinishAsync(Assert.Single(await ClaimAsync()), new SendResult.RetryLater("throttled", TimeSpan.FromHours(1)));
        Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(await ClaimAsync());
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_counted_send_is_taken_from_the_window_and_without_one_the_message_is_parked_until_the_person_writes()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await QueueAsync(["一", "二", "三"], chat);
        await FinishAsync(Assert.Single(await ClaimAsync(counted: true)), new SendResult.Sent(null));
        await FinishAsync(Assert.Single(await ClaimAsync(counted: true)), new SendResult.Sent(null));
        Assert.Equal(0, (await WindowAsync(chat)).Left);

        Assert.Empty(await ClaimAsync(counted: true));
        Assert.Equal("三", Assert.Single(await RecentAsync(OutboxState.Parked)).Part.Body);

        await WriteAsync(chat);
        Assert.Equal("三", Assert.Single(await ClaimAsync(counted: true)).Part.Body);
        Assert.Equal(1, (await WindowAsync(chat)).Left);
    }

    [Fact]
    public async Task A_duplicate_push_does_not_refill_the_window()
    {
        var chat = Chat();
        var message = Samples.Message("在吗", from: chat, grants: Grant);
        await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));
        await QueueAsync("一", chat);
        Assert.Single(await ClaimAsync(counted: true));
        await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));
        Assert.Equal(1, (await WindowAsync(chat)).Left);
    }

    [Fact]
    public async Task A_send_that_the_platform_did_not_take_goes_back_to_the_window()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await QueueAsync("一", chat);
        await FinishAsync(Assert.Single(await ClaimAsync(counted: true)), new SendResult.RetryLater("busy"));
        Assert.Equal(2, (await WindowAsync(chat)).Left);
    }

    [Fact]
    public async Task A_window_the_platform_calls_closed_parks_everything_for_the_person()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await QueueAsync(["一", "二"], chat);
        await FinishAsync(Assert.Single(await ClaimAsync(counted: true)), new SendResult.RouteClosed("window-closed 45015"));
        Assert.Equal((0, null), await WindowAsync(chat));
        Assert.Equal(2, (await RecentAsync(OutboxState.Parked)).Count);
        Assert.Empty(await ClaimAsync(counted: true));
    }

    [Fact]
    public async Task A_person_who_wrote_while_the_send_was_under_way_is_not_parked()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await QueueAsync("一", chat);
        var claimed = Assert.Single(await ClaimAsync(counted: true));
        Time.Advance(TimeSpan.FromSeconds(1));
        await WriteAsync(chat);
        await FinishAsync(claimed, new SendResult.RouteClosed("window-closed 45015"));
        Assert.Equal("一", Assert.Single(await ClaimAsync(counted: true)).Part.Body);
    }

    [Fact]
    public async Task A_person_who_is_gone_has_the_rest_cancelled()
    {
        var (gone, here) = (Chat(), Chat());
        await QueueAsync(["一", "二", "三"], gone);
        await QueueAsync("别人", here);
        var claimed = await ClaimAsync();
        await FinishAsync(claimed.Single(m => m.To == gone), new SendResult.ContactGone("contact-gone 43004"));
        Assert.Equal(["二", "三"], (await RecentAsync(OutboxState.Cancelled)).OrderBy(m => m.Sequence).Select(m => m.Part.Body));
        Assert.Equal("contact-gone 43004", Assert.Single(await RecentAsync(OutboxState.Failed)).Reason);
        Assert.Equal(here, Assert.Single(await RecentAsync(OutboxState.Sending)).To);
    }

    [Fact]
    public async Task A_stopped_account_delays_the_message_without_using_up_its_attempts()
    {
        await QueueAsync("一", Chat());
        for (var i = 0; i < 10; i++)
        {
            await FinishAsync(Assert.Single(await ClaimAsync()), new SendResult.AccountStopped("account-stopped 40164"));
            Assert.Empty(await ClaimAsync());
            Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempts);
    }

    [Fact]
    public async Task What_is_ours_to_fix_or_unknown_is_not_sent_again()
    {
        await QueueAsync("甲", Chat());
        await QueueAsync("乙", Chat());
        var claimed = await ClaimAsync();
        await FinishAsync(claimed[0], new SendResult.OursToFix("too-long 45002"));
        await FinishAsync(claimed[1], new SendResult.OutcomeUnknown("no-answer"));
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ClaimAsync());
        Assert.Equal(OutboxState.Failed, (await FindAsync(claimed[0].Id)).State);
        Assert.Equal(OutboxState.Unknown, (await FindAsync(claimed[1].Id)).State);
    }

    [Fact]
    public async Task A_message_whose_moment_passed_is_marked_and_not_sent()
    {
        await QueueAsync("提醒", Chat(), lasts: TimeSpan.FromMinutes(10));
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await ClaimAsync());
        Assert.Equal("提醒", Assert.Single(await RecentAsync(OutboxState.Expired)).Part.Body);
    }

    [Fact]
    public async Task Messages_of_a_turn_that_is_rolled_back_were_never_queued()
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(null, Stop);
            await scope.ServiceProvider.GetRequiredService<IOutbox>().AddAsync([Message("没有", Chat(), 0, TimeSpan.FromDays(1))], Stop);
        }

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Cancelling_takes_what_the_same_turn_queued_too()
    {
        var chat = Chat();
        await Do(async provider =>
        {
            var outbox = provider.GetRequiredService<IOutbox>();
            await outbox.AddAsync([Message("一", chat, 0, TimeSpan.FromDays(1))], Stop);
            Assert.Equal(1, await outbox.CancelAsync(chat, "unfollowed", Stop));
        });
        Assert.Empty(await ClaimAsync());
        Assert.Equal("unfollowed", Assert.Single(await RecentAsync(OutboxState.Cancelled)).Reason);
    }

    private ChatAddress Chat() => new(channel, "acc", Guid.NewGuid().ToString("N"));

    private new ChatAddress SomeChat() => Chat();

    private OutboxMessage Message(string body, ChatAddress to, int sequence, TimeSpan lasts)
        => new(Guid.CreateVersion7(Time.GetUtcNow()), to, new OutboundPart(body), Time.GetUtcNow(), Time.GetUtcNow() + lasts) { Sequence = sequence };

    private Task QueueAsync(string body, ChatAddress to, TimeSpan? lasts = null) => QueueAsync([body], to, lasts);

    private Task QueueAsync(string[] bodies, ChatAddress to, TimeSpan? lasts = null)
        => Do<IOutbox>(outbox => outbox.AddAsync([.. bodies.Select((body, i) => Message(body, to, i, lasts ?? TimeSpan.FromDays(3)))], Stop));

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync(bool counted = false)
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(channel, counted), OutboxLane.Interactive, 10, TimeSpan.FromMinutes(1), Stop));

    private Task FinishAsync(OutboxMessage message, SendResult result) => Alone<IOutbox>(outbox => outbox.FinishAsync([(message, result)], Stop));

    private Task<int> SweepAsync() => Ask<IOutbox, int>(outbox => outbox.SweepAsync([], Stop));

    private async Task<List<OutboxMessage>> RecentAsync(OutboxState? state)
        => [.. (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(state, 1000, Stop))).Where(m => m.To.Channel == channel)];

    private async Task<OutboxMessage> FindAsync(Guid id) => (await RecentAsync(null)).Single(m => m.Id == id);

    private Task WriteAsync(ChatAddress chat)
        => Alone<IReceivedMessages>(inbox => inbox.AddAsync(Samples.Message("在", from: chat, grants: Grant), Stop));

    private Task<(int Left, DateTimeOffset? Until)> WindowAsync(ChatAddress chat) => Ask<ISendWindows, (int, DateTimeOffset?)>(windows => windows.FindAsync(chat, Stop));
}
