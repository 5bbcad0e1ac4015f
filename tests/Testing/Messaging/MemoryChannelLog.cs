using System.Collections.Concurrent;
using BotAssistant.Messaging;

namespace BotAssistant.Testing.Messaging;

/// <summary>A channel log to read back in a test.</summary>
public sealed class MemoryChannelLog : IChannelLog
{
    private readonly ConcurrentQueue<ChannelLogEntry> _entries = new();

    public IReadOnlyList<ChannelLogEntry> Entries => [.. _entries];

    public void Write(ChannelLogEntry entry) => _entries.Enqueue(entry);

    public Task<IReadOnlyList<ChannelLogEntry>> ReadAsync(Guid? about, int limit, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<ChannelLogEntry>>([.. _entries.Where(entry => about is null || entry.About == about).Reverse().Take(limit)]);

    public void Clear() => _entries.Clear();
}
