using System.Security.Cryptography;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Photos and documents in the database, so that several servers share them and one backup holds everything.</summary>
internal sealed class MediaRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : IMediaStore
{
    // Somebody may send us a document of ours as a photo: from then on it is kept as one. A document that is made again begins its days anew.
    private const string Insert = """
        INSERT INTO "Media" ("Hash", "ContentType", "Bytes", "StoredAt", "IsDocument") VALUES (@hash, @type, @bytes, @now, @document)
        ON CONFLICT ("Hash") DO UPDATE SET "StoredAt" = excluded."StoredAt", "IsDocument" = "Media"."IsDocument" AND excluded."IsDocument" WHERE "Media"."IsDocument"
        """;

    public Task<string> PutAsync(string contentType, byte[] bytes, CancellationToken stop) => PutAsync(contentType, bytes, isDocument: false, stop);

    public Task<string> PutDocumentAsync(string contentType, byte[] bytes, CancellationToken stop) => PutAsync(contentType, bytes, isDocument: true, stop);

    public async Task<StoredMedia?> FindAsync(string hash, CancellationToken stop)
    {
        var row = await bot.Media.AsNoTracking().SingleOrDefaultAsync(m => m.Hash == hash, stop);
        return row is null ? null : new StoredMedia(row.Hash, row.ContentType, keys.OpenBytes(SealedColumn.MediaBytes, row.Bytes));
    }

    private async Task<string> PutAsync(string contentType, byte[] bytes, bool isDocument, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var stored = keys.SealBytes(SealedColumn.MediaBytes, bytes);
        await unit.AtOnceAsync(
            store => store.ExecuteAsync(Insert, stop, ("@hash", hash), ("@type", contentType), ("@bytes", stored), ("@now", store.Instant(time.GetUtcNow())), ("@document", isDocument)), stop);
        return hash;
    }
}
