using BotAssistant.Messaging;
using BotAssistant.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteOutboxRouteTests(Sqlite database) : OutboxRouteCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresOutboxRouteTests(Postgres database) : OutboxRouteCompliance(database), IClassFixture<Postgres>;

/// <summary>Which route a message takes, and what keeps it.</summary>
public abstract class OutboxRouteCompliance(DatabaseFixture database) : OutboxRouteStore(database)
{
    [Fact]
    public async Task The_best_route_is_taken_and_the_rest_is_parked()
    {
        var (open, agreed, follower, other) = (Chat(), Chat(), Chat(), Chat());
        await WriteAsync(open);
        await ConsentAsync(open, Once, ConsentAct.Once);
        await ConsentAsync(agreed, Once, ConsentAct.Once);
        foreach (var chat in (ChatAddress[])[open, agreed, follower])
        {
            await QueueAsync(chat);
        }

        await QueueAsync(other, kind: "another");
        var claimed = await ClaimAsync(Brief, Daily(1));
        Assert.Equal(
            [(open, OutboundRoute.Conversation, null), (agreed, OutboundRoute.Subscription, Once), (follower, OutboundRoute.Template, Template)],
            claimed.Select(message => (message.To, message.Route, message.Template?.Id)).OrderBy(message => message.Route));
        Assert.Equal(("张记年糕", Kind), (claimed[0].Notice!.Places["name"], claimed[0].Notice!.Kind));
        Assert.Equal(other, Assert.Single(await RecentAsync(OutboxState.Parked)).To);
    }

    [Fact]
    public async Task A_closed_route_is_closed_in_its_ledger_and_the_next_one_is_tried()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        foreach (var (route, code) in (IEnumerable<(OutboundRoute, string)>)[(OutboundRoute.Conversation, "window-closed 45015"), (OutboundRoute.Subscription, "no-consent 43101")])
        {
            var claimed = await ClaimAsync(Brief, Daily(1));
            Assert.Equal(route, Assert.Single(claimed).Route);
            await FinishAsync(claimed, new SendResult.RouteClosed(code));
        }

        Assert.Equal(OutboundRoute.Template, Assert.Single(await ClaimAsync(Brief, Daily(1))).Route);
        await QueueAsync(chat);
        Assert.Empty(await ClaimAsync(Brief));
    }

    [Fact]
    public async Task A_route_that_is_not_to_be_had_uses_up_nothing()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        await FinishAsync(await ClaimAsync(Brief), new SendResult.RouteClosed("api-not-authorised 48001", IsUsedUp: false));
        Assert.Equal("api-not-authorised 48001", Assert.Single(await RecentAsync(OutboxState.Parked)).Reason);
        await QueueAsync(chat);
        Assert.Equal(OutboundRoute.Subscription, Assert.Single(await ClaimAsync(Brief)).Route);
    }

    [Fact]
    public async Task A_reminder_waits_for_the_persons_answers_and_holds_none_up()
    {
        var chat = Chat();
        await WriteAsync(chat);
        await QueueAsync(chat);
        await QueueAnswerAsync(chat);
        Assert.Empty(await ClaimAsync());
        await FinishAsync(await ClaimAnswersAsync(), new SendResult.Sent(null));
        var reminder = Assert.Single(await ClaimAsync());

        // Under way: the next answer goes beside it.
        await WriteAsync(chat);
        await QueueAnswerAsync(chat);
        Assert.Single(await ClaimAnswersAsync());
        await FinishAsync([reminder], new SendResult.Sent(null));
    }

    [Fact]
    public async Task Who_is_gone_is_not_written_to_until_they_write_but_is_answered()
    {
        var chat = Chat();
        await QueueAsync(chat);
        await FinishAsync(await ClaimAsync(Daily(9)), new SendResult.ContactGone("not-following 43004"));
        await QueueAsync(chat);
        Assert.Empty(await ClaimAsync(Daily(9)));
        Assert.Equal("not-following 43004", Assert.Single(await RecentAsync(OutboxState.Cancelled)).Reason);

        await WriteAsync(chat);
        await QueueAsync(chat);
        Assert.Equal(OutboundRoute.Conversation, Assert.Single(await ClaimAsync(Daily(9))).Route);
    }

    [Fact]
    public async Task A_report_that_a_notice_did_not_arrive_counts_also_when_it_comes_before_the_outcome()
    {
        var (late, early) = (Chat(), Chat());
        await QueueAsync(late);
        await QueueAsync(early);
        var claimed = await ClaimAsync(Daily(9));
        await ReportAsync(early, new DeliveryReport("id-early", "report user-block"));
        await Alone<IOutbox>(outbox => outbox.FinishAsync([.. claimed.Select(message => (message, (SendResult)new SendResult.Sent(message.To == early ? "id-early" : "id-late")))], Stop));
        Assert.Equal("report user-block", Assert.Single(await RecentAsync(OutboxState.Failed)).Reason);
        Assert.Equal(late, Assert.Single(await RecentAsync(OutboxState.Sent)).To);

        await ReportAsync(Chat(), new DeliveryReport("id-late", "report of another chat"));
        await ReportAsync(late, new DeliveryReport("id-late", null));
        Assert.Single(await RecentAsync(OutboxState.Sent));
        await ReportAsync(late, new DeliveryReport("id-late", "report system-failed"));
        Assert.Equal(2, (await RecentAsync(OutboxState.Failed)).Count);
    }

    [Fact]
    public async Task On_a_stopped_channel_nothing_goes_and_then_one_message_tries()
    {
        for (var i = 0; i < 3; i++)
        {
            await QueueAsync(Chat());
        }

        Assert.True(await StopAsync("secret-frozen 40243"));
        Assert.False(await StopAsync("secret-frozen 40243"));
        Assert.Empty(await ClaimAsync(Daily(9)));
        Time.Advance(TimeSpan.FromMinutes(10));
        var trial = Assert.Single(await ClaimAsync(Daily(9)));
        Assert.True(trial.IsTrial);
        Assert.Empty(await ClaimAsync(Daily(9)));

        await Do<IChannelStops>(async stops => Assert.True(await stops.EndAsync(Channel, Stop)));
        Assert.Equal(2, (await ClaimAsync(Daily(9))).Count);
        Assert.False(await Ask<IChannelStops, bool>(stops => stops.EndAsync(Channel, Stop)));
    }

    [Fact]
    public async Task Staff_see_how_many_went_by_which_route_and_why_others_did_not()
    {
        await QueueAsync(Chat());
        await QueueAsync(Chat());
        await FinishAsync(await ClaimAsync(Daily(1)), new SendResult.Sent("p"));
        var counts = (await Ask<IOutbox, IReadOnlyList<DeliveryCount>>(outbox => outbox.CountAsync(Samples.Start, Stop))).Where(count => count.Channel == Channel);
        Assert.Equal(
            [(null, OutboxState.Parked, "day-is-full", 1), (OutboundRoute.Template, OutboxState.Sent, null, 1)],
            counts.Select(count => ((OutboundRoute?)count.Route, count.State, count.Reason, count.Count)).OrderBy(count => count.Item1 ?? 0));
    }

    private Task QueueAnswerAsync(ChatAddress to) => Do<IOutbox>(outbox => outbox.AddAsync(
        [new OutboxMessage(Guid.CreateVersion7(Time.GetUtcNow()), to, new OutboundPart("答"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(1))], Stop));

    private Task<IReadOnlyList<OutboxMessage>> ClaimAnswersAsync()
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(Channel, counted: true), OutboxLane.Interactive, 10, TimeSpan.FromMinutes(1), Stop));

    private Task ReportAsync(ChatAddress chat, DeliveryReport report) => Do<IOutbox>(outbox => outbox.ReportAsync(chat, [report], Stop));

    private Task<bool> StopAsync(string reason) => Ask<IChannelStops, bool>(stops => stops.StopAsync(Channel, reason, Time.GetUtcNow().AddMinutes(10), Stop));
}
