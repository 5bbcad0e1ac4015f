using System.Data.Common;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The durable inbox. Every message goes through <see cref="AddAsync"/>, so its statements are written by hand.</summary>
internal sealed class InboxRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : IReceivedMessages
{
    private const string Columns = "\"Id\", \"Payload\", \"ReceivedAt\", \"State\", \"Attempts\", \"DirectReply\", \"Error\", \"FinishedAt\"";

    private const string Insert = """
        INSERT INTO "Inbox" ("Id", "DedupeKey", "Payload", "ReceivedAt", "State", "Attempts")
        VALUES (@id, @dedupeKey, @payload, @now, 0, 0)
        ON CONFLICT ("DedupeKey") DO NOTHING
        RETURNING "Id";
        """;

    // An older message that comes late must not shorten the window that a newer one opened.
    private const string OpenWindow = """
        INSERT INTO "SendWindows" ("Address", "Remaining", "OpenedAt", "Until")
        SELECT @address, @sends, @now, @until WHERE EXISTS (SELECT 1 FROM "Inbox" WHERE "Id" = @id)
        ON CONFLICT ("Address") DO UPDATE SET "Remaining" = excluded."Remaining", "OpenedAt" = excluded."OpenedAt", "Until" = excluded."Until"
        WHERE excluded."Until" >= "SendWindows"."Until";
        """;

    private const string Unpark = """
        UPDATE "Outbox" SET "State" = 0, "NextAttemptAt" = @now, "Reason" = NULL
        WHERE "Address" = @address AND "State" = 3 AND EXISTS (SELECT 1 FROM "Inbox" WHERE "Id" = @id);
        """;

    private const string IsHereAgain = """
        DELETE FROM "GoneChats" WHERE "Address" = @address AND EXISTS (SELECT 1 FROM "Inbox" WHERE "Id" = @id);
        """;

    private const string KeepRoute = """
        INSERT INTO "ChatRoutes" ("Address", "Route", "Hash", "TouchedAt")
        SELECT @address, @route, @routeHash, @now WHERE EXISTS (SELECT 1 FROM "Inbox" WHERE "Id" = @id)
        ON CONFLICT ("Address") DO UPDATE SET "Route" = excluded."Route", "Hash" = excluded."Hash", "TouchedAt" = excluded."TouchedAt"
        WHERE excluded."Hash" <> "ChatRoutes"."Hash";
        """;

    public Task<(ReceivedMessage Row, bool IsNew)> AddAsync(InboundMessage message, CancellationToken stop) => unit.AtOnceAsync(async store =>
    {
        var row = new ReceivedMessage(Guid.CreateVersion7(time.GetUtcNow()), message, time.GetUtcNow());
        var (text, parameters) = Insertion(store, row);
        var inserted = await store.QueryAsync(text, _ => true, stop, parameters);
        if (inserted.Count == 1)
        {
            return (row, true);
        }

        var known = await store.QueryAsync(
            $"SELECT {Columns} FROM \"Inbox\" WHERE \"DedupeKey\" = @dedupeKey", reader => Read(store, reader), stop, ("@dedupeKey", message.DedupeKey));
        return (known.Single(), false);
    }, stop);

    public async Task<ReceivedMessage?> FindAsync(Guid id, CancellationToken stop)
    {
        var rows = await bot.QueryAsync(
            $"SELECT {Columns} FROM \"Inbox\" WHERE \"Id\" = @id{(unit.IsOpen ? bot.ForUpdate : "")}", reader => Read(bot, reader), stop, ("@id", id));
        return rows.SingleOrDefault();
    }

    public Task SaveAsync(ReceivedMessage row, CancellationToken stop) => unit.WriteAsync(store =>
    {
        var stored = store.Inbox.Local.FindEntry(row.Id)?.Entity
            ?? store.Inbox.Attach(new InboxRow { Id = row.Id, DedupeKey = "", Payload = "" }).Entity;
        (stored.State, stored.FinishedAt) = (row.State, row.FinishedAt);
        stored.DirectReply = row.DirectReplies.Count == 0 ? null : keys.Seal(SealedColumn.InboxReply, row.DirectReplies.Select(part => part.Body));
        stored.Error = keys.SealOptional(SealedColumn.InboxError, row.Error);
        var entry = store.Entry(stored);
        entry.Property(r => r.State).IsModified = true;
        entry.Property(r => r.FinishedAt).IsModified = true;
        entry.Property(r => r.DirectReply).IsModified = true;
        entry.Property(r => r.Error).IsModified = true;
        return Task.FromResult(true);
    }, stop);

    public Task<int> CountAttemptAsync(Guid id, CancellationToken stop) => unit.AtOnceAsync(async store =>
    {
        var counts = await store.QueryAsync(
            "UPDATE \"Inbox\" SET \"Attempts\" = \"Attempts\" + 1 WHERE \"Id\" = @id RETURNING \"Attempts\"", reader => reader.GetInt32(0), stop, ("@id", id));
        return counts.SingleOrDefault();
    }, stop);

    public async Task<IReadOnlyList<Guid>> WaitingAsync(DateTimeOffset before, int limit, CancellationToken stop)
        => await bot.Inbox.Where(r => r.State == ReceivedState.Waiting && r.ReceivedAt < before)
            .OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).Select(r => r.Id).Take(limit).ToListAsync(stop);

    /// <summary>Everything that a new message brings with it, for one round trip.</summary>
    private (string Text, (string Name, object? Value)[] Parameters) Insertion(BotContext store, ReceivedMessage row)
    {
        var message = row.Message;
        var text = Insert;
        List<(string, object?)> parameters =
        [
            ("@id", row.Id), ("@dedupeKey", message.DedupeKey), ("@payload", keys.Seal(SealedColumn.InboxPayload, message)), ("@now", store.Instant(row.ReceivedAt)),
        ];
        if (message.Grants is { } window)
        {
            text += OpenWindow;
            parameters.AddRange([("@sends", window.Messages), ("@until", store.Instant(message.SentAt + window.Lasts))]);
        }

        if (message.Route is { } route)
        {
            text += KeepRoute;
            parameters.AddRange([("@route", keys.SealText(SealedColumn.ChatRoute, route)), ("@routeHash", keys.Hash(route))]);
        }

        foreach (var (index, consent) in message.Consents.Index())
        {
            text += ConsentStatement.Of(consent.Act, $"@template{index}");
            parameters.Add(($"@template{index}", consent.TemplateId));
        }

        text += (message.Grants, message.Route, message.Consents) switch
        {
            (not null, _, _) => Unpark + IsHereAgain,
            (_, not null, _) => IsHereAgain,
            (_, _, { Count: > 0 }) => Unpark,
            _ => "",
        };
        if (text.Length > Insert.Length)
        {
            parameters.Add(("@address", message.From.ToString()));
        }

        return (text, [.. parameters]);
    }

    private ReceivedMessage Read(BotContext store, DbDataReader reader)
    {
        var message = keys.Open<InboundMessage>(SealedColumn.InboxPayload, reader.GetString(1));
        var replies = reader.TextOrNull(5) is { } stored ? keys.Open<string[]>(SealedColumn.InboxReply, stored) : [];
        return new ReceivedMessage(reader.GetGuid(0), message, store.ReadInstant(reader, 2)).Restore(
            (ReceivedState)reader.GetInt32(3),
            reader.GetInt32(4),
            [.. replies.Select(body => new OutboundPart(body))],
            keys.OpenOptional(SealedColumn.InboxError, reader.TextOrNull(6)),
            reader.IsDBNull(7) ? null : store.ReadInstant(reader, 7));
    }
}
