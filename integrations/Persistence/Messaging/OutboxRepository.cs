using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The durable outbox. How messages are claimed stands in <see cref="OutboxClaim"/>, what happens to them afterwards in <see cref="OutboxOutcome"/>.</summary>
internal sealed class OutboxRepository(BotContext bot, UnitOfWork unit, OutboxRows rows, TimeProvider time) : IOutbox
{
    public bool HasQueued { get; private set; }

    public Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stop) => unit.WriteAsync(store =>
    {
        HasQueued |= messages.Count > 0;
        store.Outbox.AddRange(messages.Select(rows.Row));
        return Task.FromResult(true);
    }, stop);

    public Task<IReadOnlyList<OutboxMessage>> ClaimAsync(SendTerms terms, OutboxLane lane, int limit, TimeSpan lease, CancellationToken stop)
        => unit.AloneAsync(async store =>
        {
            var claim = new OutboxClaim(store, terms, lane, time.GetUtcNow(), lease);
            var claimed = await claim.TakeAsync(limit, stop);
            return await ReadAsync(store, claimed, claim.IsTrial, stop);
        }, stop);

    public Task FinishAsync(IReadOnlyList<(OutboxMessage Message, SendResult Result)> outcomes, CancellationToken stop)
        => unit.AloneAsync(async store =>
        {
            await new OutboxOutcome(store, time.GetUtcNow()).ApplyAsync(outcomes, stop);
            return true;
        }, stop);

    public Task ReportAsync(ChatAddress chat, IReadOnlyList<DeliveryReport> reports, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        await new DeliveryReports(store, time.GetUtcNow()).TakeInAsync(chat, reports, stop);
        return true;
    }, stop);

    public Task<int> SweepAsync(IReadOnlyCollection<string> channelsThatSendOnce, CancellationToken stop) => unit.AloneAsync(async store =>
    {
        var now = time.GetUtcNow();
        await OutboxClaim.ExpireAsync(store, now, stop);

        // A window may open between a claim that found none and its parking; a day's quota is new after midnight.
        await store.Outbox
            .Where(o => o.State == OutboxState.Parked
                && (store.SendWindows.Any(w => w.Address == o.Address && w.Remaining > 0 && w.Until > now) || (o.Reason == OutboxClaim.DayIsFull && o.NextAttemptAt <= now)))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Queued).SetProperty(o => o.NextAttemptAt, now), stop);
        var dead = store.Outbox.Where(o => o.State == OutboxState.Sending && o.LeaseUntil < now);
        await dead.Where(o => channelsThatSendOnce.Contains(o.Channel))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Queued).SetProperty(o => o.NextAttemptAt, now), stop);
        return await dead
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Unknown).SetProperty(o => o.Reason, "sender-died"), stop);
    }, stop);

    public Task<int> CancelAsync(ChatAddress to, string reason, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        // What this unit of work queued itself is cancelled too.
        await unit.FlushAsync(stop);
        var address = to.ToString();
        return await store.Outbox.Where(o => o.Address == address && (o.State == OutboxState.Queued || o.State == OutboxState.Parked))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Cancelled).SetProperty(o => o.Reason, reason), stop);
    }, stop);

    public async Task<IReadOnlyList<OutboxMessage>> RecentAsync(OutboxState? state, int limit, CancellationToken stop)
    {
        var stored = bot.Outbox.AsNoTracking();
        var page = await (state is null ? stored : stored.Where(o => o.State == state))
            .OrderByDescending(o => o.QueuedAt).ThenByDescending(o => o.Sequence).Take(limit).ToListAsync(stop);
        return [.. page.Select(row => rows.Message(row))];
    }

    public async Task<IReadOnlyList<DeliveryCount>> CountAsync(DateTimeOffset since, CancellationToken stop)
        => await bot.Outbox.Where(o => o.QueuedAt >= since)
            .GroupBy(o => new { o.Channel, o.Route, o.State, o.Reason })
            .OrderBy(group => group.Key.Channel).ThenBy(group => group.Key.Route).ThenBy(group => group.Key.State).ThenBy(group => group.Key.Reason)
            .Select(group => new DeliveryCount(group.Key.Channel, group.Key.Route, group.Key.State, group.Key.Reason, group.Count()))
            .ToListAsync(stop);

    private async Task<IReadOnlyList<OutboxMessage>> ReadAsync(BotContext store, IReadOnlyDictionary<Guid, NoticeTemplate?> claimed, bool isTrial, CancellationToken stop)
    {
        if (claimed.Count == 0)
        {
            return [];
        }

        var ids = claimed.Keys.ToList();
        var stored = await store.Outbox.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(stop);
        return [.. stored.OrderBy(o => o.QueuedAt).ThenBy(o => o.Sequence).Select(row => rows.Message(row) with { Template = claimed[row.Id], IsTrial = isTrial })];
    }
}

/// <summary>Between a message and its row.</summary>
internal sealed class OutboxRows(KeyRing keys)
{
    public OutboxRow Row(OutboxMessage message) => new()
    {
        Id = message.Id,
        Channel = message.To.Channel,
        Address = message.To.ToString(),
        Body = keys.SealText(SealedColumn.OutboxBody, message.Part.Body),
        QueuedAt = message.QueuedAt,
        Sequence = message.Sequence,
        ExpiresAt = message.ExpiresAt,
        AnswerTo = message.AnswerTo,
        Lane = message.Lane,
        CampaignId = message.CampaignId,
        NoticeKind = message.Notice?.Kind,
        Notice = message.Notice is { } notice ? keys.Seal(SealedColumn.OutboxNotice, notice) : null,
        State = message.State,
        Attempts = message.Attempts,
        NextAttemptAt = message.NextAttemptAt ?? message.QueuedAt,
        PlatformId = message.PlatformId,
        Reason = message.Reason,
    };

    public OutboxMessage Message(OutboxRow row) => new(
        row.Id, ChatAddress.Parse(row.Address), new OutboundPart(keys.OpenText(SealedColumn.OutboxBody, row.Body)), row.QueuedAt, row.ExpiresAt)
    {
        AnswerTo = row.AnswerTo,
        Sequence = row.Sequence,
        Lane = row.Lane,
        CampaignId = row.CampaignId,
        Notice = row.Notice is { } notice ? keys.Open<Notice>(SealedColumn.OutboxNotice, notice) : null,
        State = row.State,
        Route = row.Route,
        Attempts = row.Attempts,
        NextAttemptAt = row.NextAttemptAt,
        PlatformId = row.PlatformId,
        Reason = row.Reason,
    };
}
