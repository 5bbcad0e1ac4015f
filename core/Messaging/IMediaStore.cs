namespace BotAssistant.Messaging;

/// <summary>A stored photo. <paramref name="Hash"/> is the lower-case hex SHA-256 of its bytes: its name everywhere.</summary>
public sealed record StoredMedia(string Hash, string ContentType, byte[] Bytes);

/// <summary>Content-addressed store of photos, encrypted at rest: an identity card is among them.</summary>
public interface IMediaStore
{
    /// <summary>Stores the bytes once, in a transaction of its own; the same photo sent twice is one row. Returns the hash.</summary>
    Task<string> PutAsync(string contentType, byte[] bytes, CancellationToken stop);

    /// <summary>Stores a document that we made and can make again: like a photo, but retention takes it away after some days.</summary>
    Task<string> PutDocumentAsync(string contentType, byte[] bytes, CancellationToken stop);

    Task<StoredMedia?> FindAsync(string hash, CancellationToken stop);
}
