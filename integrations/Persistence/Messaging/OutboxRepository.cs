using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The durable outbox. What happens to a message after it was claimed stands in <see cref="OutboxOutcome"/>.</summary>
internal sealed class OutboxRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : IOutbox
{
    private const string NoWindow = "no-send-window";

    private const string Expire = """
        UPDATE "Outbox" SET "State" = 6 WHERE "State" IN (0, 3) AND "ExpiresAt" <= @now
        """;

    private const string Park = """
        UPDATE "Outbox" SET "State" = 3, "Reason" = @reason WHERE
        """;

    public Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stop) => unit.WriteAsync(store =>
    {
        store.Outbox.AddRange(messages.Select(Row));
        return Task.FromResult(true);
    }, stop);

    public Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
        IReadOnlyCollection<string> channels, IReadOnlyCollection<string> countingChannels, int limit, TimeSpan lease, CancellationToken stop)
        => unit.AloneAsync(async store =>
        {
            var now = time.GetUtcNow();
            await store.ExecuteAsync(Expire, stop, ("@now", store.Instant(now)));
            var due = await DueAsync(store, channels, limit, now, stop);
            var moved = await ReminderGate.CancelMovedAsync(store, [.. due.Select(d => d.Id)], stop);
            due.RemoveAll(d => moved.Contains(d.Id));
            var counted = due.Where(d => countingChannels.Contains(d.Channel)).ToList();
            var allowed = await TakeSendsAsync(store, counted.Select(d => d.Address), now, stop);
            var (open, closed) = (counted.Where(d => allowed.Contains(d.Address)).ToList(), counted.Where(d => !allowed.Contains(d.Address)).ToList());
            await ParkAsync(store, closed, stop);
            await LeaseAsync(store, open, tookSend: true, now, lease, stop);
            await LeaseAsync(store, [.. due.Except(counted)], tookSend: false, now, lease, stop);
            return await ReadAsync(store, [.. due.Except(closed).Select(d => d.Id)], stop);
        }, stop);

    public Task FinishAsync(OutboxMessage message, SendResult result, CancellationToken stop)
        => unit.AloneAsync(store => new OutboxOutcome(store, time.GetUtcNow()).ApplyAsync(message, result, stop), stop);

    public Task<int> SweepAsync(IReadOnlyCollection<string> channelsThatSendOnce, CancellationToken stop) => unit.AloneAsync(async store =>
    {
        var now = time.GetUtcNow();
        await store.ExecuteAsync(Expire, stop, ("@now", store.Instant(now)));

        // A window may open between a claim that found none and its parking.
        await store.Outbox
            .Where(o => o.State == OutboxState.Parked && store.SendWindows.Any(w => w.Address == o.Address && w.Remaining > 0 && w.Until > now))
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
        var rows = bot.Outbox.AsNoTracking();
        var page = await (state is null ? rows : rows.Where(o => o.State == state))
            .OrderByDescending(o => o.QueuedAt).ThenByDescending(o => o.Sequence).Take(limit).ToListAsync(stop);
        return [.. page.Select(Message)];
    }

    private sealed record Due(Guid Id, string Channel, string Address);

    /// <summary>
    /// Locks the first waiting message of each person who has none under way; rows that another server looks at are passed over. A campaign's goes last
    /// and holds nothing else up, for it may be held itself (<see cref="CampaignGate"/>).
    /// </summary>
    private static async Task<List<Due>> DueAsync(BotContext store, IReadOnlyCollection<string> channels, int limit, DateTimeOffset now, CancellationToken stop)
        => await store.QueryAsync(
            $"""
            SELECT o."Id", o."Channel", o."Address" FROM "Outbox" o
            WHERE o."State" = 0 AND o."NextAttemptAt" <= @now AND {store.In("o.\"Channel\"", "@channels")} AND {CampaignGate.IsOpen} AND NOT EXISTS (
                SELECT 1 FROM "Outbox" e WHERE e."Address" = o."Address" AND e."State" IN (0, 1, 3) AND e."Id" <> o."Id"
                AND (e."State" = 1 OR ((o."Campaign" OR NOT e."Campaign") AND (e."QueuedAt", e."Sequence", e."Id") < (o."QueuedAt", o."Sequence", o."Id"))))
            ORDER BY o."Campaign", o."NextAttemptAt", o."QueuedAt", o."Sequence" LIMIT @limit{store.SkipLocked}
            """,
            reader => new Due(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)),
            stop,
            ("@now", store.Instant(now)),
            ("@channels", store.List(channels)),
            ("@limit", limit));

    private static async Task<HashSet<string>> TakeSendsAsync(BotContext store, IEnumerable<string> addresses, DateTimeOffset now, CancellationToken stop)
    {
        // Sorted, so that two servers lock windows in the same order.
        var wanted = addresses.Order(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var taken = await store.QueryAsync(
            $"""
            UPDATE "SendWindows" SET "Remaining" = "Remaining" - 1
            WHERE {store.In("\"Address\"", "@addresses")} AND "Remaining" > 0 AND "Until" > @now RETURNING "Address"
            """,
            reader => reader.GetString(0),
            stop,
            ("@addresses", store.List(wanted)),
            ("@now", store.Instant(now)));
        return [.. taken];
    }

    private static Task ParkAsync(BotContext store, List<Due> messages, CancellationToken stop)
        => messages.Count == 0
            ? Task.CompletedTask
            : store.ExecuteAsync($"{Park} {store.In("\"Id\"", "@ids")}", stop, ("@ids", store.List(messages.Select(m => m.Id))), ("@reason", NoWindow));

    private static Task LeaseAsync(BotContext store, List<Due> messages, bool tookSend, DateTimeOffset now, TimeSpan lease, CancellationToken stop)
        => messages.Count == 0
            ? Task.CompletedTask
            : store.ExecuteAsync(
                $"""
                UPDATE "Outbox" SET "State" = 1, "Attempts" = "Attempts" + 1, "TookSend" = @tookSend, "ClaimedAt" = @now, "LeaseUntil" = @until
                WHERE {store.In("\"Id\"", "@ids")}
                """,
                stop,
                ("@ids", store.List(messages.Select(m => m.Id))),
                ("@tookSend", tookSend),
                ("@now", store.Instant(now)),
                ("@until", store.Instant(now + lease)));

    private async Task<IReadOnlyList<OutboxMessage>> ReadAsync(BotContext store, List<Guid> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await store.Outbox.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(stop);
        return [.. rows.OrderBy(o => o.QueuedAt).ThenBy(o => o.Sequence).Select(Message)];
    }

    private OutboxRow Row(OutboxMessage message) => new()
    {
        Id = message.Id,
        Channel = message.To.Channel,
        Address = message.To.ToString(),
        Body = keys.SealText(SealedColumn.OutboxBody, message.Part.Body),
        QueuedAt = message.QueuedAt,
        Sequence = message.Sequence,
        ExpiresAt = message.ExpiresAt,
        AnswerTo = message.AnswerTo,
        Campaign = message.Campaign,
        CampaignId = message.CampaignId,
        State = message.State,
        Attempts = message.Attempts,
        NextAttemptAt = message.NextAttemptAt ?? message.QueuedAt,
        PlatformId = message.PlatformId,
        Reason = message.Reason,
    };

    private OutboxMessage Message(OutboxRow row) => new(
        row.Id, ChatAddress.Parse(row.Address), new OutboundPart(keys.OpenText(SealedColumn.OutboxBody, row.Body)), row.QueuedAt, row.ExpiresAt)
    {
        AnswerTo = row.AnswerTo,
        Sequence = row.Sequence,
        Campaign = row.Campaign,
        CampaignId = row.CampaignId,
        State = row.State,
        Attempts = row.Attempts,
        NextAttemptAt = row.NextAttemptAt,
        PlatformId = row.PlatformId,
        Reason = row.Reason,
    };
}
