using BotAssistant.Messaging;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteInboxTests(Sqlite database) : InboxCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresInboxTests(Postgres database) : InboxCompliance(database), IClassFixture<Postgres>;

public abstract class InboxCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task A_message_is_stored_once_and_comes_back_whole()
    {
        var message = Samples.Message("年糕") with { ChoiceToken = "t", Media = [new MediaReference("m1", "http://x")], Fields = new Dictionary<string, string> { ["Latitude"] = "29.8" } };
        var (row, isNew) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));
        var (again, isNewAgain) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));

        Assert.True(isNew);
        Assert.False(isNewAgain);
        Assert.Equal(row.Id, again.Id);
        Assert.Equivalent(message, again.Message, strict: true);
        Assert.Equal(ReceivedState.Waiting, again.State);
    }

    [Fact]
    public async Task Of_many_copies_at_once_on_two_servers_exactly_one_is_new()
    {
        await using var other = SecondServer();
        var message = Samples.Message("同一条");
        var copies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? Services : other).CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IReceivedMessages>().AddAsync(message, Stop);
        })));

        Assert.Single(copies, copy => copy.IsNew);
        Assert.Single(copies.Select(copy => copy.Row.Id).Distinct());
    }

    [Fact]
    public async Task A_retry_finds_the_answer_that_was_given()
    {
        var message = Samples.Message("查");
        var (row, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));
        await Do<IReceivedMessages>(async inbox =>
        {
            var fresh = await inbox.FindAsync(row.Id, Stop);
            fresh!.Answer([new OutboundPart("答"), new OutboundPart("二")], Time.GetUtcNow());
            await inbox.SaveAsync(fresh, Stop);
        });

        var (again, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(message, Stop));
        Assert.Equal(ReceivedState.Answered, again.State);
        Assert.Equal([new OutboundPart("答"), new OutboundPart("二")], again.DirectReplies);
        Assert.Equal(Time.GetUtcNow(), again.FinishedAt);
        Assert.Equivalent(message, again.Message, strict: true);
    }

    [Fact]
    public async Task A_turn_that_is_not_committed_leaves_no_trace()
    {
        var (row, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message("半途"), Stop));
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(SomeChat(), Stop);
            var inbox = scope.ServiceProvider.GetRequiredService<IReceivedMessages>();
            var fresh = await inbox.FindAsync(row.Id, Stop);
            fresh!.Fail("bug", [], Time.GetUtcNow());
            await inbox.SaveAsync(fresh, Stop);
        }

        var found = await Ask<IReceivedMessages, ReceivedMessage?>(inbox => inbox.FindAsync(row.Id, Stop));
        Assert.Equal(ReceivedState.Waiting, found!.State);
    }

    [Fact]
    public async Task Attempts_are_counted_whatever_becomes_of_the_turn()
    {
        var (row, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message("x"), Stop));
        Assert.Equal(1, await Ask<IReceivedMessages, int>(inbox => inbox.CountAttemptAsync(row.Id, Stop)));
        Assert.Equal(2, await Ask<IReceivedMessages, int>(inbox => inbox.CountAttemptAsync(row.Id, Stop)));
        Assert.Equal(2, (await Ask<IReceivedMessages, ReceivedMessage?>(inbox => inbox.FindAsync(row.Id, Stop)))!.Attempts);
    }

    [Fact]
    public async Task Waiting_messages_are_found_after_a_crash_and_finished_ones_are_purged()
    {
        var (waiting, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message("w"), Stop));
        var (done, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message("d"), Stop));
        done.Answer([], Time.GetUtcNow());
        await Do<IReceivedMessages>(inbox => inbox.SaveAsync(done, Stop));
        Time.Advance(TimeSpan.FromHours(1));

        var found = await Ask<IReceivedMessages, IReadOnlyList<Guid>>(inbox => inbox.WaitingAsync(Time.GetUtcNow(), 100, Stop));
        Assert.Contains(waiting.Id, found);
        Assert.DoesNotContain(done.Id, found);

        Assert.True(await Ask<IRetention, int>(retention => retention.PurgeAsync(new RetentionLimits(DateTimeOffset.MinValue, Time.GetUtcNow(), DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.MinValue), Stop)) >= 1);
        Assert.Null(await Ask<IReceivedMessages, ReceivedMessage?>(inbox => inbox.FindAsync(done.Id, Stop)));
        Assert.NotNull(await Ask<IReceivedMessages, ReceivedMessage?>(inbox => inbox.FindAsync(waiting.Id, Stop)));
    }

    [Fact]
    public async Task A_message_opens_the_send_window_it_grants_and_an_older_one_does_not_shorten_it()
    {
        var chat = SomeChat();
        var grant = new SendWindow(5, TimeSpan.FromHours(48));
        await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message("new", from: chat, grants: grant), Stop));
        await Ask<IReceivedMessages, (ReceivedMessage, bool)>(
            inbox => inbox.AddAsync(Samples.Message("late", from: chat, grants: new SendWindow(1, TimeSpan.FromHours(1))), Stop));

        var (left, until) = await Ask<ISendWindows, (int, DateTimeOffset?)>(windows => windows.FindAsync(chat, Stop));
        Assert.Equal((5, Samples.Start.AddHours(48)), (left, until));

        Time.Advance(TimeSpan.FromHours(49));
        Assert.Equal((0, null), await Ask<ISendWindows, (int, DateTimeOffset?)>(windows => windows.FindAsync(chat, Stop)));
    }
}
