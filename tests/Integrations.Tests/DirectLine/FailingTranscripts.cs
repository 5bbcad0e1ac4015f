using BotAssistant.Messaging;

namespace BotAssistant.Integrations.Tests.DirectLine;

/// <summary>Transcripts on a database that may be down.</summary>
internal sealed class FailingTranscripts(ITranscripts kept) : ITranscripts
{
    public bool AreDown { get; set; }

    private ITranscripts Kept => AreDown ? throw new IOException("The database is down.") : kept;

    public Task<(Transcript Transcript, bool IsNew)> StartAsync(string id, string user, CancellationToken stop) => Kept.StartAsync(id, user, stop);

    public Task<Transcript?> FindAsync(string id, CancellationToken stop) => Kept.FindAsync(id, stop);

    public Task<(int Number, bool IsNew)> AppendAsync(string id, string key, string body, CancellationToken stop) => Kept.AppendAsync(id, key, body, stop);

    public Task<bool> ReplaceAsync(string id, string key, string body, CancellationToken stop) => Kept.ReplaceAsync(id, key, body, stop);

    public Task<IReadOnlyList<TranscriptEntry>> ReadAsync(string id, int after, int limit, CancellationToken stop) => Kept.ReadAsync(id, after, limit, stop);

    public Task<IReadOnlyDictionary<string, int>> LengthsAsync(IReadOnlyCollection<string> ids, CancellationToken stop) => Kept.LengthsAsync(ids, stop);

    public Task AddFileAsync(string id, TranscriptFile file, CancellationToken stop) => Kept.AddFileAsync(id, file, stop);

    public Task<TranscriptFile?> FindFileAsync(string id, string fileId, CancellationToken stop) => Kept.FindFileAsync(id, fileId, stop);
}
