using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>What the outcome of a send entails. One that comes after the sweep gave the message up is better knowledge and still counts.</summary>
internal sealed class OutboxOutcome(BotContext store, DateTimeOffset now)
{
    private const int MaxAttempts = 6;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AccountRetry = TimeSpan.FromMinutes(10);

    /// <returns>False when the claim is not ours any more: nothing was changed.</returns>
    public async Task<bool> ApplyAsync(OutboxMessage message, SendResult result, CancellationToken stop)
    {
        var row = await store.Outbox.SingleOrDefaultAsync(
            o => o.Id == message.Id && o.Attempts == message.Attempts && (o.State == OutboxState.Sending || o.State == OutboxState.Unknown), stop);
        if (row is null)
        {
            return false;
        }

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
                await QueueAgainAsync(row, AccountRetry, stopped.Reason, row.Attempts - 1, stop);
                break;
            case SendResult.RouteClosed closed:
                await CloseWindowAsync(row, closed.Reason, stop);
                break;
            case SendResult.ContactGone gone:
                (row.State, row.Reason) = (OutboxState.Failed, gone.Reason);
                await RestAsync(row, OutboxState.Cancelled, gone.Reason, stop);
                break;
            case SendResult.OursToFix ours:
                (row.State, row.Reason) = (OutboxState.Failed, ours.Reason);
                break;
            case SendResult.OutcomeUnknown unknown:
                (row.State, row.Reason) = (OutboxState.Unknown, unknown.Reason);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "An outcome the outbox does not know.");
        }

        await store.SaveChangesAsync(stop);
        return true;
    }

    private async Task RetryAsync(OutboxRow row, SendResult.RetryLater later, CancellationToken stop)
    {
        if (row.Attempts >= MaxAttempts)
        {
            (row.State, row.Reason) = (OutboxState.Failed, later.Reason);
            return;
        }

        var backOff = FirstRetry * Math.Pow(2, row.Attempts - 1);
        await QueueAgainAsync(row, later.After > backOff ? later.After.Value : backOff, later.Reason, row.Attempts, stop);
    }

    /// <summary>The platform did not take it, so the send goes back to the window, unless a newer message has opened a new one.</summary>
    private async Task QueueAgainAsync(OutboxRow row, TimeSpan delay, string reason, int attempts, CancellationToken stop)
    {
        (row.State, row.NextAttemptAt, row.Reason, row.Attempts) = (OutboxState.Queued, now + delay, reason, attempts);
        if (row.TookSend)
        {
            row.TookSend = false;
            await store.SendWindows.Where(w => w.Address == row.Address && w.OpenedAt <= row.ClaimedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.Remaining, w => w.Remaining + 1), stop);
        }
    }

    /// <summary>Parks this message and the rest behind it, unless the person has written since it was claimed: then it may go at once.</summary>
    private async Task CloseWindowAsync(OutboxRow row, string reason, CancellationToken stop)
    {
        var closed = await store.SendWindows.Where(w => w.Address == row.Address && w.OpenedAt <= row.ClaimedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Remaining, 0), stop);
        if (closed == 0 && await store.SendWindows.AnyAsync(w => w.Address == row.Address && w.Remaining > 0 && w.Until > now, stop))
        {
            (row.State, row.NextAttemptAt, row.Reason) = (OutboxState.Queued, now, reason);
            return;
        }

        (row.State, row.Reason) = (OutboxState.Parked, reason);
        await RestAsync(row, OutboxState.Parked, reason, stop);
    }

    private Task<int> RestAsync(OutboxRow row, OutboxState state, string reason, CancellationToken stop)
        => store.Outbox.Where(o => o.Address == row.Address && o.Id != row.Id && (o.State == OutboxState.Queued || o.State == OutboxState.Parked))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, state).SetProperty(o => o.Reason, reason), stop);
}
