using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Deletes by age, a statement a table. A transcript takes its entries and files along and counts as one row.</summary>
internal sealed class RetentionRepository(UnitOfWork unit) : IRetention
{
    public Task<int> PurgeAsync(RetentionLimits before, CancellationToken stop) => unit.WriteAsync(
        async store =>
            await store.Conversations.Where(row => row.TouchedAt < before.Drafts).ExecuteDeleteAsync(stop)
            + await ForgetRoutesAsync(store, before.Drafts, stop)
            + await store.Transcripts.Where(row => row.TouchedAt < before.Transcripts).ExecuteDeleteAsync(stop)
            + await store.Inbox.Where(row => row.State != ReceivedState.Waiting && row.ReceivedAt < before.Inbox).ExecuteDeleteAsync(stop)
            + await store.Outbox.Where(row => row.State != OutboxState.Queued && row.State != OutboxState.Sending && row.State != OutboxState.Parked && row.QueuedAt < before.Outbox).ExecuteDeleteAsync(stop)
            + await store.DeliveryReports.Where(row => row.At < before.Outbox).ExecuteDeleteAsync(stop)
            + await ForgetQuotasAsync(store, before.Outbox, stop)
            + await store.GoneChats.Where(row => row.Since < before.Drafts).ExecuteDeleteAsync(stop)
            + await store.Media.Where(row => row.IsDocument && row.StoredAt < before.Documents).ExecuteDeleteAsync(stop)
            + await store.ChannelLog.Where(row => row.At < before.ChannelLog).ExecuteDeleteAsync(stop)
            + await store.HealthCertificates.Where(row => row.EndedAt < before.HealthCertificates).ExecuteDeleteAsync(stop)
            + await store.Attempts.Where(row => row.At < before.Attempts).ExecuteDeleteAsync(stop),
        stop);

    private static Task<int> ForgetQuotasAsync(BotContext store, DateTimeOffset before, CancellationToken stop)
    {
        var day = ChinaTime.DayOf(before);
        return store.RouteQuotas.Where(row => row.Day < day).ExecuteDeleteAsync(stop);
    }

    /// <summary>The way to a chat goes with the last trace of its conversation, unless the person is bound: then we may have to write first.</summary>
    private static Task<int> ForgetRoutesAsync(BotContext store, DateTimeOffset before, CancellationToken stop) => store.ChatRoutes
        .Where(row => row.TouchedAt < before
            && !store.Conversations.Any(conversation => conversation.Address == row.Address)
            && !store.ChatIdentities.Any(identity => identity.Address == row.Address))
        .ExecuteDeleteAsync(stop);
}
