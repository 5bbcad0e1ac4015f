using System.Collections.Concurrent;
using BotAssistant.Messaging;

namespace BotAssistant.Testing.Messaging;

/// <summary>The shared token store for tests of one process.</summary>
public sealed class MemoryPlatformTokens(TimeProvider time) : IPlatformTokens, IDisposable
{
    private readonly ConcurrentDictionary<string, PlatformToken> _tokens = new();
    private readonly SemaphoreSlim _lock = new(1);

    public Task<PlatformToken?> FindAsync(string account, CancellationToken stop) => Task.FromResult(_tokens.GetValueOrDefault(account));

    public async Task<PlatformToken> RenewAsync(
        string account, string? failed, TimeSpan margin, Func<CancellationToken, Task<PlatformToken>> fetch, CancellationToken stop)
    {
        await _lock.WaitAsync(stop);
        try
        {
            return _tokens.TryGetValue(account, out var known) && known.Value != failed && known.ExpiresAt - margin > time.GetUtcNow()
                ? known
                : _tokens[account] = await fetch(stop);
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();
}
