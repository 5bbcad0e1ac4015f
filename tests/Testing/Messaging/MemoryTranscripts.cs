using BotAssistant.Messaging;

namespace BotAssistant.Testing.Messaging;

/// <summary>Transcripts for tests of one process, numbered as the database numbers them.</summary>
public sealed class MemoryTranscripts(TimeProvider time) : ITranscripts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = [];

    public Task<(Transcript Transcript, bool IsNew)> StartAsync(string id, string user, CancellationToken stop)
    {
        lock (_lock)
        {
            var isNew = !_kept.ContainsKey(id);
            if (isNew)
            {
                _kept[id] = new Kept(user, time.GetUtcNow());
            }

            return Task.FromResult((_kept[id].As(id), isNew));
        }
    }

    public Task<Transcript?> FindAsync(string id, CancellationToken stop)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.GetValueOrDefault(id)?.As(id));
        }
    }

    public Task<(int Number, bool IsNew)> AppendAsync(string id, string key, string body, CancellationToken stop)
    {
        lock (_lock)
        {
            var entries = Existing(id).Entries;
            var known = entries.FindIndex(entry => entry.Key == key);
            if (known < 0)
            {
                entries.Add((key, body));
            }

            return Task.FromResult(known < 0 ? (entries.Count, true) : (known + 1, false));
        }
    }

    public Task<bool> ReplaceAsync(string id, string key, string body, CancellationToken stop)
    {
        lock (_lock)
        {
            var entries = _kept.GetValueOrDefault(id)?.Entries ?? [];
            var known = entries.FindIndex(entry => entry.Key == key);
            if (known >= 0)
            {
                entries[known] = (key, body);
            }

            return Task.FromResult(known >= 0);
        }
    }

    public Task<IReadOnlyList<TranscriptEntry>> ReadAsync(string id, int after, int limit, CancellationToken stop)
    {
        lock (_lock)
        {
            var entries = _kept.GetValueOrDefault(id)?.Entries ?? [];
            return Task.FromResult<IReadOnlyList<TranscriptEntry>>(
                [.. entries.Select((entry, i) => new TranscriptEntry(i + 1, entry.Body)).Where(entry => entry.Number > after).Take(limit)]);
        }
    }

    public Task<IReadOnlyDictionary<string, int>> LengthsAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyDictionary<string, int>>(
                ids.Distinct().Where(_kept.ContainsKey).ToDictionary(id => id, id => _kept[id].Entries.Count));
        }
    }

    public Task AddFileAsync(string id, TranscriptFile file, CancellationToken stop)
    {
        lock (_lock)
        {
            Existing(id).Files.TryAdd(file.Id, file);
        }

        return Task.CompletedTask;
    }

    public Task<TranscriptFile?> FindFileAsync(string id, string fileId, CancellationToken stop)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.GetValueOrDefault(id)?.Files.GetValueOrDefault(fileId));
        }
    }

    private Kept Existing(string id) => _kept.GetValueOrDefault(id) ?? throw new InvalidOperationException("The transcript does not exist.");

    private sealed record Kept(string User, DateTimeOffset StartedAt)
    {
        public List<(string Key, string Body)> Entries { get; } = [];

        public Dictionary<string, TranscriptFile> Files { get; } = [];

        public Transcript As(string id) => new(id, User, StartedAt, Entries.Count);
    }
}
