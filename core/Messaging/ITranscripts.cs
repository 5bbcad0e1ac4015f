namespace BotAssistant.Messaging;

/// <summary>A conversation that we keep ourselves because no platform does (Direct Line, the chat page).</summary>
/// <param name="Id">URL-safe, not to be guessed.</param>
/// <param name="User">The only person who may read it.</param>
/// <param name="Length">How many entries it has; the number of the last one.</param>
public sealed record Transcript(string Id, string User, DateTimeOffset StartedAt, int Length);

/// <summary>An entry in the channel's own form. <paramref name="Number"/> counts from 1 without gaps within its transcript.</summary>
public sealed record TranscriptEntry(int Number, string Body);

/// <summary>A file that a person sent into a transcript.</summary>
public sealed record TranscriptFile(string Id, string ContentType, byte[] Bytes);

/// <summary>The durable transcripts, bodies and files encrypted at rest.</summary>
public interface ITranscripts
{
    /// <summary>Starts it, or returns it as it stands when it exists already (<c>IsNew</c> false).</summary>
    Task<(Transcript Transcript, bool IsNew)> StartAsync(string id, string user, CancellationToken stop);

    Task<Transcript?> FindAsync(string id, CancellationToken stop);

    /// <summary>
    /// Appends in a transaction of its own. <paramref name="key"/> is the same for each repetition: an entry that is there already keeps its number
    /// and <c>IsNew</c> is false.
    /// </summary>
    Task<(int Number, bool IsNew)> AppendAsync(string id, string key, string body, CancellationToken stop);

    /// <summary>Replaces the body of an entry that is there; false when it is not.</summary>
    Task<bool> ReplaceAsync(string id, string key, string body, CancellationToken stop);

    /// <summary>Entries after <paramref name="after"/>, in order, <paramref name="limit"/> at most.</summary>
    Task<IReadOnlyList<TranscriptEntry>> ReadAsync(string id, int after, int limit, CancellationToken stop);

    /// <summary>Present lengths, in one query: how a server sees what another one has appended.</summary>
    Task<IReadOnlyDictionary<string, int>> LengthsAsync(IReadOnlyCollection<string> ids, CancellationToken stop);

    /// <summary>Stores a file in a transaction of its own.</summary>
    Task AddFileAsync(string id, TranscriptFile file, CancellationToken stop);

    Task<TranscriptFile?> FindFileAsync(string id, string fileId, CancellationToken stop);
}
