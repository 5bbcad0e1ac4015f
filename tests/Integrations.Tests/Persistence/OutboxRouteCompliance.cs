using BotAssistant.Messaging;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteOutboxRouteTests(Sqlite database) : OutboxRouteCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresOutboxRouteTests(Postgres database) : OutboxRouteCompliance(database), IClassFixture<Postgres>;

/// <summary>Which route a message takes, and that no ledger is ever overdrawn.</summary>
public abstract class OutboxRouteCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private const string Kind = "reminder", Once = "once", LongTerm = "long-term", Template = "template";
    private static readonly SendWindow Grant = new(2, TimeSpan.FromHours(48));

    /// <summary>Each test has a channel to itself, so that it claims only its own messages.</summary>
    private readonly string channel = Guid.NewGuid().ToString("N");

    private readonly NoticeTemplate once = new(Kind, OutboundRoute.Subscription, Once), longTerm = new(Kind, OutboundRoute.Subscription, LongTerm) { IsLongTerm = true };

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
        var claimed = await ClaimAsync(once, Daily(1));
        Assert.Equal(
            [(open, OutboundRoute.Conversation, null), (agreed, OutboundRoute.Subscription, Once), (follower, OutboundRoute.Template, Template)],
            claimed.Select(message => (message.To, message.Route, message.Template?.Id)).OrderBy(message => message.Route));
        Assert.Equal(("张记年糕", Kind), (claimed[0].Notice!.Places["name"], claimed[0].Notice!.Kind));
        Assert.Equal(other, Assert.Single(await RecentAsync(OutboxState.Parked)).To);
    }

    [Fact]
    public async Task A_consent_is_used_up_by_one_message_unless_it_is_for_long()
    {
        var (brief, lasting) = (Chat(), Chat());
        await ConsentAsync(brief, Once, ConsentAct.Once);
        await ConsentAsync(lasting, LongTerm, ConsentAct.Always);
        for (var i = 0; i < 3; i++)
        {
            await QueueAsync(brief);
            await QueueAsync(lasting);
            await FinishAsync(await ClaimAsync(once, longTerm), new SendResult.Sent($"p{i}"));
        }

        Assert.Equal([(brief, 1), (lasting, 3)], Sent(await RecentAsync(OutboxState.Sent)));
        Assert.Equal(2, (await RecentAsync(OutboxState.Parked)).Count(message => message.To == brief));

        await ConsentAsync(lasting, LongTerm, ConsentAct.Withdrawn);
        await QueueAsync(lasting);
        Assert.Empty(await ClaimAsync(once, longTerm));

        // A new consent lets go what was parked for want of one; a repeated push of it counts once.
        await ConsentAsync(brief, Once, ConsentAct.Once, repeat: 3);
        Assert.Equal(brief, Assert.Single(await ClaimAsync(once, longTerm)).To);
        Assert.Empty(await ClaimAsync(once, longTerm));

        (ChatAddress, int)[] Sent(List<OutboxMessage> messages) => [.. messages.GroupBy(message => message.To).Select(group => (group.Key, group.Count())).OrderBy(group => group.Item2)];
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
            var claimed = await ClaimAsync(once, Daily(1));
            Assert.Equal(route, Assert.Single(claimed).Route);
            await FinishAsync(claimed, new SendResult.RouteClosed(code));
        }

        Assert.Equal(OutboundRoute.Template, Assert.Single(await ClaimAsync(once, Daily(1))).Route);
        await QueueAsync(chat);
        Assert.Empty(await ClaimAsync(once));
    }

    [Fact]
    public async Task A_route_that_is_not_to_be_had_uses_up_nothing()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        await FinishAsync(await ClaimAsync(once), new SendResult.RouteClosed("api-not-authorised 48001", IsUsedUp: false));
        Assert.Equal("api-not-authorised 48001", Assert.Single(await RecentAsync(OutboxState.Parked)).Reason);
        await QueueAsync(chat);
        Assert.Equal(OutboundRoute.Subscription, Assert.Single(await ClaimAsync(once)).Route);
    }

    [Fact]
    public async Task What_the_platform_did_not_take_goes_back_to_the_ledger_it_came_from()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        await FinishAsync(await ClaimAsync(once), new SendResult.RetryLater("busy"));
        await QueueAsync(Chat());
        await FinishAsync(await ClaimAsync(Daily(1)), new SendResult.RetryLater("busy"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([OutboundRoute.Subscription, OutboundRoute.Template], (await ClaimAsync(once, Daily(1))).Select(message => message.Route!.Value).Order());
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_meanwhile_does_not_come_back()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        var claimed = await ClaimAsync(once);
        Time.Advance(TimeSpan.FromSeconds(1));
        await ConsentAsync(chat, Once, ConsentAct.Withdrawn);
        await FinishAsync(claimed, new SendResult.RetryLater("busy"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await ClaimAsync(once));
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
    public async Task The_days_quota_is_for_all_templates_of_a_route_and_new_after_midnight()
    {
        for (var i = 0; i < 5; i++)
        {
            await QueueAsync(Chat());
        }

        Assert.Equal(3, (await ClaimAsync(Daily(3))).Count);
        Assert.Equal(["day-is-full", "day-is-full"], (await RecentAsync(OutboxState.Parked)).Select(message => message.Reason));
        await SweepAsync();
        Assert.Empty(await ClaimAsync(Daily(3)));
        Time.SetUtcNow(ChinaTime.EndOfDay(Time.GetUtcNow()));
        await SweepAsync();
        Assert.Equal(2, (await ClaimAsync(Daily(3))).Count);
    }

    [Fact]
    public async Task Eight_senders_overdraw_nothing()
    {
        const int Windows = 30, Consents = 30, Quota = 25;
        for (var i = 0; i < Windows; i++)
        {
            var chat = Chat();
            await WriteAsync(chat);
            await QueueManyAsync(chat, 3);
        }

        for (var i = 0; i < Consents; i++)
        {
            var chat = Chat();
            await ConsentAsync(chat, Once, ConsentAct.Once);
            await QueueManyAsync(chat, 2);
        }

        var servers = Enumerable.Range(0, 8).Select(_ => SecondServer()).ToList();
        var sent = (await Task.WhenAll(servers.Select(server => Task.Run(() => DrainAsync(server, Daily(Quota)))))).SelectMany(messages => messages).ToList();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        Assert.Equal(sent.Count, sent.Select(message => message.Id).Distinct().Count());
        Assert.Equal((Windows * Grant.Messages, Consents, Quota), (By(OutboundRoute.Conversation), By(OutboundRoute.Subscription), By(OutboundRoute.Template)));
        Assert.All(sent.Where(message => message.Route == OutboundRoute.Conversation).GroupBy(message => message.To), person => Assert.Equal(Grant.Messages, person.Count()));
        Assert.All(sent.Where(message => message.Route == OutboundRoute.Subscription).GroupBy(message => message.To), person => Assert.Single(person));

        int By(OutboundRoute route) => sent.Count(message => message.Route == route);
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

        await Do<IChannelStops>(async stops => Assert.True(await stops.EndAsync(channel, Stop)));
        Assert.Equal(2, (await ClaimAsync(Daily(9))).Count);
        Assert.False(await Ask<IChannelStops, bool>(stops => stops.EndAsync(channel, Stop)));
    }

    [Fact]
    public async Task Staff_see_how_many_went_by_which_route_and_why_others_did_not()
    {
        await QueueAsync(Chat());
        await QueueAsync(Chat());
        await FinishAsync(await ClaimAsync(Daily(1)), new SendResult.Sent("p"));
        var counts = (await Ask<IOutbox, IReadOnlyList<DeliveryCount>>(outbox => outbox.CountAsync(Samples.Start, Stop))).Where(count => count.Channel == channel);
        Assert.Equal(
            [(null, OutboxState.Parked, "day-is-full", 1), (OutboundRoute.Template, OutboxState.Sent, null, 1)],
            counts.Select(count => ((OutboundRoute?)count.Route, count.State, count.Reason, count.Count)).OrderBy(count => count.Item1 ?? 0));
    }

    private static NoticeTemplate Daily(int perDay) => new(Kind, OutboundRoute.Template, Template) { PerDay = perDay };

    private ChatAddress Chat() => new(channel, "acc", Guid.NewGuid().ToString("N"));

    private Task QueueAsync(ChatAddress to, string kind = Kind) => QueueManyAsync(to, 1, kind);

    private Task QueueManyAsync(ChatAddress to, int count, string kind = Kind) => Do<IOutbox>(outbox => outbox.AddAsync(
        [.. Enumerable.Range(0, count).Select(i => new OutboxMessage(Guid.CreateVersion7(Time.GetUtcNow()), to, new OutboundPart("提醒"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(3))
        {
            Sequence = i,
            Lane = OutboxLane.Bulk,
            Notice = new Notice(kind) { Places = new Dictionary<string, string> { ["name"] = "张记年糕" } },
        })], Stop));

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync(params NoticeTemplate[] templates)
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(channel, counted: true, templates), OutboxLane.Bulk, 10, TimeSpan.FromMinutes(1), Stop));

    private Task QueueAnswerAsync(ChatAddress to) => Do<IOutbox>(outbox => outbox.AddAsync(
        [new OutboxMessage(Guid.CreateVersion7(Time.GetUtcNow()), to, new OutboundPart("答"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(1))], Stop));

    private Task<IReadOnlyList<OutboxMessage>> ClaimAnswersAsync()
        => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(channel, counted: true), OutboxLane.Interactive, 10, TimeSpan.FromMinutes(1), Stop));

    private async Task<List<OutboxMessage>> DrainAsync(ServiceProvider server, NoticeTemplate template)
    {
        var sent = new List<OutboxMessage>();
        for (var empty = 0; empty < 5;)
        {
            await using var scope = server.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
            var claimed = await outbox.ClaimAsync(Reaching(channel, counted: true, once, template), OutboxLane.Bulk, 7, TimeSpan.FromMinutes(1), Stop);
            await outbox.FinishAsync([.. claimed.Select(message => (message, (SendResult)new SendResult.Sent(null)))], Stop);
            sent.AddRange(claimed);
            empty = claimed.Count == 0 ? empty + 1 : 0;
        }

        return sent;
    }

    private Task FinishAsync(IEnumerable<OutboxMessage> messages, SendResult result) => Alone<IOutbox>(outbox => outbox.FinishAsync([.. messages.Select(message => (message, result))], Stop));

    private Task ReportAsync(ChatAddress chat, DeliveryReport report) => Do<IOutbox>(outbox => outbox.ReportAsync(chat, [report], Stop));

    private Task<int> SweepAsync() => Ask<IOutbox, int>(outbox => outbox.SweepAsync([], Stop));

    private Task<bool> StopAsync(string reason) => Ask<IChannelStops, bool>(stops => stops.StopAsync(channel, reason, Time.GetUtcNow().AddMinutes(10), Stop));

    private async Task<List<OutboxMessage>> RecentAsync(OutboxState? state)
        => [.. (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(state, 1000, Stop))).Where(message => message.To.Channel == channel)];

    private Task WriteAsync(ChatAddress chat) => Alone<IReceivedMessages>(inbox => inbox.AddAsync(Samples.Message("在", from: chat, grants: Grant), Stop));

    private async Task ConsentAsync(ChatAddress chat, string template, ConsentAct act, int repeat = 1)
    {
        var message = Samples.Message("", from: chat) with { Kind = InboundKind.Report, Consents = [new ConsentChange(template, act)] };
        for (var i = 0; i < repeat; i++)
        {
            await Alone<IReceivedMessages>(inbox => inbox.AddAsync(message, Stop));
        }
    }
}
