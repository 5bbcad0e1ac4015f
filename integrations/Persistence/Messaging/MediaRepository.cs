using System.Security.Cryptography;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Photos in the database, so that several servers share them and one backup holds everything.</summary>
internal sealed class MediaRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : IMediaStore
{
    private const string Insert = """
        INSERT INTO "Media" ("Hash", "ContentType", "Bytes", "StoredAt") VALUES (@hash, @type, @bytes, @now) ON CONFLICT ("Hash") DO NOTHING
        """;

    public async Task<string> PutAsync(string contentType, byte[] bytes, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var stored = keys.SealBytes(SealedColumn.MediaBytes, bytes);
        await unit.AtOnceAsync(
            store => store.ExecuteAsync(Insert, stop, ("@hash", hash), ("@type", contentType), ("@bytes", stored), ("@now", store.Instant(time.GetUtcNow()))), stop);
        return hash;
    }

    public async Task<StoredMedia?> FindAsync(string hash, CancellationToken stop)
    {
        var row = await bot.Media.AsNoTracking().SingleOrDefaultAsync(m => m.Hash == hash, stop);
        return row is null ? null : new StoredMedia(row.Hash, row.ContentType, keys.OpenBytes(SealedColumn.MediaBytes, row.Bytes));
    }
}
