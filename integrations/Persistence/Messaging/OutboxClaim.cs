using BotAssistant.Messaging;

namespace BotAssistant.Persistence;

/// <summary>
/// One look at a lane of the queue: which messages are due, by which route each goes, and who holds them from now on. What a route's ledger has not got is not
/// taken, whatever other servers do at the same moment: each ledger is a conditional update of its row.
/// </summary>
internal sealed class OutboxClaim(BotContext store, SendTerms terms, OutboxLane lane, DateTimeOffset now, TimeSpan lease)
{
    /// <summary>Why a message is parked.</summary>
    public const string NoWindow = "no-send-window", DayIsFull = "day-is-full";

    private const string Expire = """
        UPDATE "Outbox" SET "State" = 6 WHERE "State" IN (0, 3) AND "ExpiresAt" <= @now
        """;

    // Between messages e and o of the same person. A conversation keeps its order; a notice that may go by a template does not wait for what is parked.
    private const string HoldsInteractive = """
        e."Lane" = 0 AND (e."State" = 1 OR (e."State" = 0 OR (e."State" = 3 AND o."NoticeKind" IS NULL)) AND (e."QueuedAt", e."Sequence", e."Id") < (o."QueuedAt", o."Sequence", o."Id"))
        """;

    private const string HoldsBulk = """
        e."State" = 1 OR (e."State" = 0 AND (e."Lane" = 0 OR (e."QueuedAt", e."Sequence", e."Id") < (o."QueuedAt", o."Sequence", o."Id")))
        """;

    private readonly RouteLedgers ledgers = new(store, now);

    /// <summary>What was claimed tries a channel that is stopped.</summary>
    public bool IsTrial { get; private set; }

    public static Task ExpireAsync(BotContext store, DateTimeOffset now, CancellationToken stop) => store.ExecuteAsync(Expire, stop, ("@now", store.Instant(now)));

    /// <returns>The messages that are ours now, each with its template where its route needs one.</returns>
    public async Task<IReadOnlyDictionary<Guid, NoticeTemplate?>> TakeAsync(int limit, CancellationToken stop)
    {
        await ExpireAsync(store, now, stop);
        (var channels, IsTrial) = await new ChannelGate(store, now, lease).OpenAsync(terms.Channels, stop);
        var due = await DueAsync(channels, IsTrial ? 1 : limit, stop);
        if (lane == OutboxLane.Bulk)
        {
            var moved = await ReminderGate.CancelMovedAsync(store, [.. due.Select(message => message.Id)], stop);
            due = await WithoutGoneAsync([.. due.Where(message => !moved.Contains(message.Id))], stop);
        }

        var claimed = new Dictionary<Guid, NoticeTemplate?>();
        var counted = due.Where(message => terms.Counting.Contains(message.Channel)).ToList();
        await LeaseAsync([.. due.Except(counted)], OutboundRoute.Conversation, null, tookSend: false, claimed, stop);
        var rest = await ByWindowAsync(counted, claimed, stop);
        rest = await ByTemplatesAsync(rest, claimed, stop);
        await ParkAsync(rest, NoWindow, now, stop);
        return claimed;
    }

    private sealed record Due(Guid Id, string Channel, string Address, string? NoticeKind);

    /// <summary>Locks the first waiting message of each person who has none under way; rows that another server looks at are passed over.</summary>
    private async Task<List<Due>> DueAsync(IReadOnlyCollection<string> channels, int limit, CancellationToken stop)
        => channels.Count == 0 ? [] : await store.QueryAsync(
            $"""
            SELECT o."Id", o."Channel", o."Address", o."NoticeKind" FROM "Outbox" o
            WHERE o."State" = 0 AND o."Lane" = {(int)lane} AND o."NextAttemptAt" <= @now AND {store.In("o.\"Channel\"", "@channels")}
            {(lane == OutboxLane.Bulk ? $"AND {CampaignGate.IsOpen}" : "")} AND NOT EXISTS (
                SELECT 1 FROM "Outbox" e WHERE e."Address" = o."Address" AND e."State" IN (0, 1, 3) AND e."Id" <> o."Id"
                AND ({(lane == OutboxLane.Bulk ? HoldsBulk : HoldsInteractive)}))
            ORDER BY o."NextAttemptAt", o."QueuedAt", o."Sequence" LIMIT @limit{store.SkipLocked}
            """,
            reader => new Due(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.TextOrNull(3)),
            stop,
            ("@now", store.Instant(now)),
            ("@channels", store.List(channels)),
            ("@limit", limit));

    /// <summary>Who has left is not written to; what they ask is answered.</summary>
    private async Task<List<Due>> WithoutGoneAsync(List<Due> due, CancellationToken stop)
    {
        if (due.Count == 0)
        {
            return due;
        }

        var gone = await store.QueryAsync(
            $"""
            UPDATE "Outbox" SET "State" = 7, "Reason" = g."Reason" FROM "GoneChats" g
            WHERE g."Address" = "Outbox"."Address" AND {store.In("\"Outbox\".\"Id\"", "@ids")} RETURNING "Outbox"."Id"
            """,
            reader => reader.GetGuid(0), stop, ("@ids", store.List(due.Select(message => message.Id))));
        return [.. due.Where(message => !gone.Contains(message.Id))];
    }

    private async Task<List<Due>> ByWindowAsync(List<Due> counted, Dictionary<Guid, NoticeTemplate?> claimed, CancellationToken stop)
    {
        var allowed = await ledgers.TakeWindowsAsync(counted.Select(message => message.Address), stop);
        await LeaseAsync([.. counted.Where(message => allowed.Contains(message.Address))], OutboundRoute.Conversation, null, tookSend: true, claimed, stop);
        return [.. counted.Where(message => !allowed.Contains(message.Address))];
    }

    private async Task<List<Due>> ByTemplatesAsync(List<Due> messages, Dictionary<Guid, NoticeTemplate?> claimed, CancellationToken stop)
    {
        foreach (var (channel, templates) in terms.Templates.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var template in templates)
            {
                var fitting = messages.Where(message => message.Channel == channel && message.NoticeKind == template.Kind).ToList();
                messages = [.. messages.Except(fitting), .. await ByTemplateAsync(fitting, channel, template, claimed, stop)];
            }
        }

        return messages;
    }

    private async Task<List<Due>> ByTemplateAsync(List<Due> fitting, string channel, NoticeTemplate template, Dictionary<Guid, NoticeTemplate?> claimed, CancellationToken stop)
    {
        if (fitting.Count == 0)
        {
            return fitting;
        }

        List<Due> taken;
        if (template.Route == OutboundRoute.Subscription)
        {
            var agreed = await ledgers.TakeConsentsAsync(fitting.Select(message => message.Address), template, stop);
            taken = [.. fitting.Where(message => agreed.Contains(message.Address))];
            await LeaseAsync(taken, template.Route, template, tookSend: !template.IsLongTerm, claimed, stop);
            return [.. fitting.Except(taken)];
        }

        taken = [.. fitting.Take(await ledgers.TakeQuotaAsync(channel, template, fitting.Count, stop))];
        await LeaseAsync(taken, template.Route, template, tookSend: template.PerDay is not null, claimed, stop);
        await ParkAsync([.. fitting.Except(taken)], DayIsFull, ChinaTime.EndOfDay(now), stop);
        return [];
    }

    private Task ParkAsync(List<Due> messages, string reason, DateTimeOffset next, CancellationToken stop)
        => messages.Count == 0
            ? Task.CompletedTask
            : store.ExecuteAsync(
                $"""UPDATE "Outbox" SET "State" = 3, "Reason" = @reason, "NextAttemptAt" = @next WHERE {store.In("\"Id\"", "@ids")}""",
                stop, ("@ids", store.List(messages.Select(message => message.Id))), ("@reason", reason), ("@next", store.Instant(next)));

    private async Task LeaseAsync(
        List<Due> messages, OutboundRoute route, NoticeTemplate? template, bool tookSend, Dictionary<Guid, NoticeTemplate?> claimed, CancellationToken stop)
    {
        if (messages.Count == 0)
        {
            return;
        }

        messages.ForEach(message => claimed[message.Id] = template);
        await store.ExecuteAsync(
            $"""
            UPDATE "Outbox" SET "State" = 1, "Attempts" = "Attempts" + 1, "Route" = @route, "TemplateId" = @template, "TookSend" = @tookSend, "ClaimedAt" = @now, "LeaseUntil" = @until
            WHERE {store.In("\"Id\"", "@ids")}
            """,
            stop,
            ("@ids", store.List(messages.Select(message => message.Id))),
            ("@route", (int)route),
            ("@template", template?.Id),
            ("@tookSend", tookSend),
            ("@now", store.Instant(now)),
            ("@until", store.Instant(now + lease)));
    }
}
