using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The durable transcripts. Each answer is appended and read by a waiting page, so the statements are written by hand.</summary>
internal sealed class TranscriptRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : ITranscripts
{
    private const string Start = """
        INSERT INTO "Transcripts" ("Id", "User", "StartedAt", "TouchedAt", "Length") VALUES (@id, @user, @now, @now, 0)
        ON CONFLICT ("Id") DO NOTHING
        RETURNING "Id"
        """;

    private const string Find = """
        SELECT "User", "StartedAt", "Length" FROM "Transcripts" WHERE "Id" = @id
        """;

    // The length is raised only by an entry that was really added, so a repeated key leaves no gap.
    private const string Raise = """
        UPDATE "Transcripts" SET "Length" = "Length" + 1, "TouchedAt" = @now
        WHERE "Id" = @id AND EXISTS (SELECT 1 FROM "TranscriptEntries" e WHERE e."TranscriptId" = @id AND e."Number" = "Transcripts"."Length" + 1)
        """;

    private const string NumberOf = """
        SELECT "Number" FROM "TranscriptEntries" WHERE "TranscriptId" = @id AND "EntryKey" = @key
        """;

    private const string Replace = """
        UPDATE "TranscriptEntries" SET "Body" = @body WHERE "TranscriptId" = @id AND "EntryKey" = @key
        """;

    private const string Read = """
        SELECT "Number", "Body" FROM "TranscriptEntries" WHERE "TranscriptId" = @id AND "Number" > @after ORDER BY "Number" LIMIT @limit
        """;

    private const string AddFile = """
        UPDATE "Transcripts" SET "TouchedAt" = @now WHERE "Id" = @id
        RETURNING "Id";
        INSERT INTO "TranscriptFiles" ("TranscriptId", "FileId", "ContentType", "Bytes")
        SELECT @id, @file, @type, @bytes FROM "Transcripts" WHERE "Id" = @id
        ON CONFLICT ("TranscriptId", "FileId") DO NOTHING
        """;

    public Task<(Transcript Transcript, bool IsNew)> StartAsync(string id, string user, CancellationToken stop) => unit.AtOnceAsync(async store =>
    {
        var now = time.GetUtcNow();
        var started = await store.QueryAsync(
            Start, _ => true, stop, ("@id", id), ("@user", keys.SealText(SealedColumn.TranscriptUser, user)), ("@now", store.Instant(now)));
        return started.Count == 1
            ? (new Transcript(id, user, now, 0), true)
            : (await LoadAsync(store, id, stop) ?? throw Missing(), false);
    }, stop);

    public Task<Transcript?> FindAsync(string id, CancellationToken stop) => LoadAsync(bot, id, stop);

    public Task<(int Number, bool IsNew)> AppendAsync(string id, string key, string body, CancellationToken stop) => unit.AtOnceAsync(async store =>
    {
        var added = await store.QueryAsync(
            Append(store), reader => reader.GetInt32(0), stop,
            ("@id", id), ("@key", key), ("@body", keys.SealText(SealedColumn.TranscriptBody, body)), ("@now", store.Instant(time.GetUtcNow())));
        if (added.Count == 1)
        {
            return (added[0], true);
        }

        var known = await store.QueryAsync(NumberOf, reader => reader.GetInt32(0), stop, ("@id", id), ("@key", key));
        return known.Count == 1 ? (known[0], false) : throw Missing();
    }, stop);

    public Task<bool> ReplaceAsync(string id, string key, string body, CancellationToken stop) => unit.AtOnceAsync(
        async store => await store.ExecuteAsync(
            Replace, stop, ("@id", id), ("@key", key), ("@body", keys.SealText(SealedColumn.TranscriptBody, body))) == 1,
        stop);

    public async Task<IReadOnlyList<TranscriptEntry>> ReadAsync(string id, int after, int limit, CancellationToken stop)
        => await bot.QueryAsync(
            Read,
            reader => new TranscriptEntry(reader.GetInt32(0), keys.OpenText(SealedColumn.TranscriptBody, reader.GetString(1))),
            stop,
            ("@id", id),
            ("@after", after),
            ("@limit", limit));

    public async Task<IReadOnlyDictionary<string, int>> LengthsAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var lengths = await bot.QueryAsync(
            $"SELECT \"Id\", \"Length\" FROM \"Transcripts\" WHERE {bot.In("\"Id\"", "@ids")}",
            reader => (Id: reader.GetString(0), Length: reader.GetInt32(1)),
            stop,
            ("@ids", bot.List(ids)));
        return lengths.ToDictionary(transcript => transcript.Id, transcript => transcript.Length);
    }

    public Task AddFileAsync(string id, TranscriptFile file, CancellationToken stop) => unit.AtOnceAsync(async store =>
    {
        var touched = await store.QueryAsync(
            AddFile, _ => true, stop,
            ("@id", id), ("@file", file.Id), ("@type", file.ContentType), ("@bytes", keys.SealBytes(SealedColumn.TranscriptBytes, file.Bytes)),
            ("@now", store.Instant(time.GetUtcNow())));
        return touched.Count == 1 ? true : throw Missing();
    }, stop);

    public async Task<TranscriptFile?> FindFileAsync(string id, string fileId, CancellationToken stop)
    {
        var row = await bot.TranscriptFiles.AsNoTracking().SingleOrDefaultAsync(f => f.TranscriptId == id && f.FileId == fileId, stop);
        return row is null ? null : new TranscriptFile(row.FileId, row.ContentType, keys.OpenBytes(SealedColumn.TranscriptBytes, row.Bytes));
    }

    /// <summary>
    /// One round trip. The transcript's lock is taken before its length is read, so that appenders go one after the other and each sees the length that
    /// the one before has left.
    /// </summary>
    private static string Append(BotContext store) => $"""
        INSERT INTO "TranscriptEntries" ("TranscriptId", "Number", "EntryKey", "Body")
        SELECT "Id", "Length" + 1, @key, @body FROM "Transcripts" WHERE "Id" = @id{store.ForUpdate}
        ON CONFLICT ("TranscriptId", "EntryKey") DO NOTHING
        RETURNING "Number";
        {Raise}
        """;

    private async Task<Transcript?> LoadAsync(BotContext store, string id, CancellationToken stop)
    {
        var rows = await store.QueryAsync(
            Find,
            reader => new Transcript(id, keys.OpenText(SealedColumn.TranscriptUser, reader.GetString(0)), store.ReadInstant(reader, 1), reader.GetInt32(2)),
            stop,
            ("@id", id));
        return rows.SingleOrDefault();
    }

    private static InvalidOperationException Missing() => new("The transcript does not exist.");
}
