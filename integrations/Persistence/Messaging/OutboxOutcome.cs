using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>What the outcomes of sends entail. One that comes after the sweep gave the message up is better knowledge and still counts.</summary>
internal sealed class OutboxOutcome(BotContext store, DateTimeOffset now)
{
    private const int MaxAttempts = 6;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AccountRetry = TimeSpan.FromMinutes(10);

    private const string RememberGone = """
        INSERT INTO "GoneChats" ("Address", "Reason", "Since") VALUES (@address, @reason, @now) ON CONFLICT ("Address") DO NOTHING
        """;

    private readonly RouteLedgers ledgers = new(store, now);

    /// <summary>Leaves alone the messages whose claim is not ours any more.</summary>
    public async Task ApplyAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes, CancellationToken stop)
    {
        var plain = outcomes.Where(outcome => outcome.Result is SendResult.Sent { PlatformId: null }).ToList();
        foreach (var sent in plain.GroupBy(outcome => outcome.Message.Attempts))
        {
            await store.ExecuteAsync(
                $"""
                UPDATE "Outbox" SET "State" = 2, "Reason" = NULL, "LeaseUntil" = NULL
                WHERE {store.In("\"Id\"", "@ids")} AND "Attempts" = @attempts AND "State" IN (1, 5)
                """,
                stop, ("@ids", store.List(sent.Select(outcome => outcome.Message.Id))), ("@attempts", sent.Key));
        }

        var others = outcomes.Except(plain).ToList();
        if (others.Count > 0)
        {
            await ApplyEachAsync(others, stop);
        }
    }

    private async Task ApplyEachAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes, CancellationToken stop)
    {
        var ids = outcomes.Select(outcome => outcome.Message.Id).ToList();
        var rows = await store.Outbox.Where(o => ids.Contains(o.Id) && (o.State == OutboxState.Sending || o.State == OutboxState.Unknown)).ToDictionaryAsync(o => o.Id, stop);
        foreach (var (message, result) in outcomes)
        {
            if (rows.TryGetValue(message.Id, out var row) && row.Attempts == message.Attempts)
            {
                await ApplyAsync(row, result, stop);
            }
        }

        await store.SaveChangesAsync(stop);
        await new DeliveryReports(store, now).CatchUpAsync([.. rows.Values], stop);
    }

    private async Task ApplyAsync(OutboxRow row, SendResult result, CancellationToken stop)
    {
        row.LeaseUntil = null;
        switch (result)
        {
            case SendResult.Sent sent:
                (row.State, row.PlatformId, row.Reason) = (OutboxState.Sent, sent.PlatformId, null);
                break;
            case SendResult.RetryLater later:
                await RetryAsync(row, later, stop);
                break;
            case SendResult.AccountStopped stopped:
                // Not the message's fault, so not an attempt of its own.
                await QueueAgainAsync(row, stopped.After ?? AccountRetry, stopped.Reason, row.Attempts - 1, stop);
                break;
            case SendResult.RouteClosed closed:
                await CloseRouteAsync(row, closed, stop);
                break;
            case SendResult.ContactGone gone:
                (row.State, row.Reason) = (OutboxState.Failed, gone.Reason);
                await store.ExecuteAsync(RememberGone, stop, ("@address", row.Address), ("@reason", gone.Reason), ("@now", store.Instant(now)));
                await RestAsync(row, OutboxState.Cancelled, gone.Reason, stop);
                break;
            case SendResult.OursToFix ours:
                (row.State, row.Reason) = (OutboxState.Failed, ours.Reason);
                await ledgers.GiveBackAsync(row, stop);
                break;
            case SendResult.OutcomeUnknown unknown:
                (row.State, row.Reason) = (OutboxState.Unknown, unknown.Reason);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "An outcome the outbox does not know.");
        }
    }

    private async Task RetryAsync(OutboxRow row, SendResult.RetryLater later, CancellationToken stop)
    {
        if (row.Attempts >= MaxAttempts)
        {
            (row.State, row.Reason) = (OutboxState.Failed, later.Reason);
            await ledgers.GiveBackAsync(row, stop);
            return;
        }

        var backOff = FirstRetry * Math.Pow(2, row.Attempts - 1);
        await QueueAgainAsync(row, later.After > backOff ? later.After.Value : backOff, later.Reason, row.Attempts, stop);
    }

    private async Task QueueAgainAsync(OutboxRow row, TimeSpan delay, string reason, int attempts, CancellationToken stop)
    {
        (row.State, row.NextAttemptAt, row.Reason, row.Attempts) = (OutboxState.Queued, now + delay, reason, attempts);
        await ledgers.GiveBackAsync(row, stop);
    }

    /// <summary>
    /// A notice looks for its next best route, and so does what the person has opened a route for since it was claimed. The rest is parked, and everything of
    /// the conversation behind it.
    /// </summary>
    private async Task CloseRouteAsync(OutboxRow row, SendResult.RouteClosed closed, CancellationToken stop)
    {
        if (!closed.IsUsedUp)
        {
            (row.State, row.Reason) = (OutboxState.Parked, closed.Reason);
            await ledgers.GiveBackAsync(row, stop);
            return;
        }

        var isClosed = await ledgers.CloseAsync(row, stop);
        if (!isClosed || (row.NoticeKind is not null && row.Route != OutboundRoute.Template))
        {
            (row.State, row.NextAttemptAt, row.Reason) = (OutboxState.Queued, now, closed.Reason);
            return;
        }

        (row.State, row.Reason) = (OutboxState.Parked, closed.Reason);
        await store.Outbox.Where(o => o.Address == row.Address && o.Id != row.Id && o.NoticeKind == null && o.State == OutboxState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Parked).SetProperty(o => o.Reason, closed.Reason), stop);
    }

    private Task<int> RestAsync(OutboxRow row, OutboxState state, string reason, CancellationToken stop)
        => store.Outbox.Where(o => o.Address == row.Address && o.Id != row.Id && (o.State == OutboxState.Queued || o.State == OutboxState.Parked))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, state).SetProperty(o => o.Reason, reason), stop);
}
