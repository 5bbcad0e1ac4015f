using BotAssistant.Messaging;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteOutboxLedgerTests(Sqlite database) : OutboxLedgerCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresOutboxLedgerTests(Postgres database) : OutboxLedgerCompliance(database), IClassFixture<Postgres>;

/// <summary>What a route costs, and that no ledger is ever overdrawn.</summary>
public abstract class OutboxLedgerCompliance(DatabaseFixture database) : OutboxRouteStore(database)
{
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
            await FinishAsync(await ClaimAsync(Brief, Lasting), new SendResult.Sent($"p{i}"));
        }

        Assert.Equal([(brief, 1), (lasting, 3)], Sent(await RecentAsync(OutboxState.Sent)));
        Assert.Equal(2, (await RecentAsync(OutboxState.Parked)).Count(message => message.To == brief));

        await ConsentAsync(lasting, LongTerm, ConsentAct.Withdrawn);
        await QueueAsync(lasting);
        Assert.Empty(await ClaimAsync(Brief, Lasting));

        // A new consent lets go what was parked for want of one; a repeated push of it counts once.
        await ConsentAsync(brief, Once, ConsentAct.Once, repeat: 3);
        Assert.Equal(brief, Assert.Single(await ClaimAsync(Brief, Lasting)).To);
        Assert.Empty(await ClaimAsync(Brief, Lasting));

        (ChatAddress, int)[] Sent(List<OutboxMessage> messages) => [.. messages.GroupBy(message => message.To).Select(group => (group.Key, group.Count())).OrderBy(group => group.Item2)];
    }

    [Fact]
    public async Task What_the_platform_did_not_take_goes_back_to_the_ledger_it_came_from()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        await FinishAsync(await ClaimAsync(Brief), new SendResult.RetryLater("busy"));
        await QueueAsync(Chat());
        await FinishAsync(await ClaimAsync(Daily(1)), new SendResult.RetryLater("busy"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([OutboundRoute.Subscription, OutboundRoute.Template], (await ClaimAsync(Brief, Daily(1))).Select(message => message.Route!.Value).Order());
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_meanwhile_does_not_come_back()
    {
        var chat = Chat();
        await ConsentAsync(chat, Once, ConsentAct.Once);
        await QueueAsync(chat);
        var claimed = await ClaimAsync(Brief);
        Time.Advance(TimeSpan.FromSeconds(1));
        await ConsentAsync(chat, Once, ConsentAct.Withdrawn);
        await FinishAsync(claimed, new SendResult.RetryLater("busy"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await ClaimAsync(Brief));
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

    private Task<int> SweepAsync() => Ask<IOutbox, int>(outbox => outbox.SweepAsync([], Stop));

    private async Task<List<OutboxMessage>> DrainAsync(ServiceProvider server, NoticeTemplate template)
    {
        var sent = new List<OutboxMessage>();
        for (var empty = 0; empty < 5;)
        {
            await using var scope = server.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
            var claimed = await outbox.ClaimAsync(Reaching(Channel, counted: true, Brief, template), OutboxLane.Bulk, 7, TimeSpan.FromMinutes(1), Stop);
            await outbox.FinishAsync([.. claimed.Select(message => (message, (SendResult)new SendResult.Sent(null)))], Stop);
            sent.AddRange(claimed);
            empty = claimed.Count == 0 ? empty + 1 : 0;
        }

        return sent;
    }
}
