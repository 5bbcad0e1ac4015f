using System.Collections.Concurrent;
using BotAssistant.Messaging;

namespace BotAssistant.Integrations.Tests.Channels;

/// <summary>Counts and keeps nothing, so that what a test measures of memory is the server's.</summary>
internal sealed class ForgetfulTranscripts : ITranscripts
{
    private readonly ConcurrentDictionary<string, (string User, int Length)> _known = new();

    public Task<(Transcript Transcript, bool IsNew)> StartAsync(string id, string user, CancellationToken stop)
    {
        var isNew = _known.TryAdd(id, (user, 0));
        return Task.FromResult((Of(id, _known[id]), isNew));
    }

    public Task<Transcript?> FindAsync(string id, CancellationToken stop) => Task.FromResult(_known.TryGetValue(id, out var known) ? Of(id, known) : null);

    public Task<(int Number, bool IsNew)> AppendAsync(string id, string key, string body, CancellationToken stop)
        => Task.FromResult((_known.AddOrUpdate(id, _ => throw new InvalidOperationException("There is no such transcript."), (_, known) => (known.User, known.Length + 1)).Length, true));

    public Task<bool> ReplaceAsync(string id, string key, string body, CancellationToken stop) => Task.FromResult(false);

    public Task<IReadOnlyList<TranscriptEntry>> ReadAsync(string id, int after, int limit, CancellationToken stop) => Task.FromResult<IReadOnlyList<TranscriptEntry>>([]);

    public Task<IReadOnlyDictionary<string, int>> LengthsAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
        => Task.FromResult<IReadOnlyDictionary<string, int>>(ids.Where(_known.ContainsKey).ToDictionary(id => id, id => _known[id].Length));

    public Task AddFileAsync(string id, TranscriptFile file, CancellationToken stop) => Task.CompletedTask;

    public Task<TranscriptFile?> FindFileAsync(string id, string fileId, CancellationToken stop) => Task.FromResult<TranscriptFile?>(null);

    private static Transcript Of(string id, (string User, int Length) known) => new(id, known.User, DateTimeOffset.UnixEpoch, known.Length);
}
