using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>Temporary media: what people send and what we upload, kept for 3 days.</summary>
public sealed class ApiMedia(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ContentType, DateTimeOffset Until)> _kept = new();

    /// <summary>Returns the media_id.</summary>
    public string Keep(byte[] bytes, string contentType)
    {
        var id = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)).Replace('+', '-').Replace('/', '_');
        _kept[id] = (bytes, contentType, time.GetUtcNow().AddDays(3));
        return id;
    }

    public void Forget(string id) => _kept.TryRemove(id, out _);

    /// <summary>Null when unknown or over.</summary>
    public (byte[] Bytes, string ContentType)? Find(string? id) =>
        id is not null && _kept.TryGetValue(id, out var media) && media.Until > time.GetUtcNow() ? (media.Bytes, media.ContentType) : null;
}
