using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Deletes by age, a statement a table.</summary>
internal sealed class RetentionRepository(UnitOfWork unit) : IRetention
{
    public Task<int> PurgeAsync(RetentionLimits before, CancellationToken stop) => unit.WriteAsync(
        async store =>
            await store.Conversations.Where(row => row.TouchedAt < before.Drafts).ExecuteDeleteAsync(stop)
            + await store.Inbox.Where(row => row.State != ReceivedState.Waiting && row.ReceivedAt < before.Inbox).ExecuteDeleteAsync(stop)
            + await store.Outbox.Where(row => row.State != OutboxState.Queued && row.State != OutboxState.Sending && row.State != OutboxState.Parked && row.QueuedAt < before.Outbox).ExecuteDeleteAsync(stop)
            + await store.ChannelLog.Where(row => row.At < before.ChannelLog).ExecuteDeleteAsync(stop)
            + await store.Attempts.Where(row => row.At < before.Attempts).ExecuteDeleteAsync(stop),
        stop);
}
