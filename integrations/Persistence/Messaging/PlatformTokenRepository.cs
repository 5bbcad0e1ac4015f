using System.Collections.Concurrent;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>
/// Shared tokens. A renewal holds the account's lock while it asks the platform: in this process by <see cref="TokenLocks"/>, across servers by
/// PostgreSQL. It uses a context of its own, never a turn's, and on SQLite it enters the write gate only to store what it brought.
/// </summary>
internal sealed class PlatformTokenRepository(IDbContextFactory<BotContext> contexts, WriteGate gate, TokenLocks locks, KeyRing keys, TimeProvider time) : IPlatformTokens
{
    private const string Upsert = """
        INSERT INTO "PlatformTokens" ("Account", "Value", "ExpiresAt") VALUES (@account, @value, @expires)
        ON CONFLICT ("Account") DO UPDATE SET "Value" = excluded."Value", "ExpiresAt" = excluded."ExpiresAt"
        """;

    public async Task<PlatformToken?> FindAsync(string account, CancellationToken stop)
    {
        await using var bot = await contexts.CreateDbContextAsync(stop);
        return await ReadAsync(bot, account, stop);
    }

    public async Task<PlatformToken> RenewAsync(
        string account, string? failed, TimeSpan margin, Func<CancellationToken, Task<PlatformToken>> fetch, CancellationToken stop)
    {
        var inProcess = locks.Of(account);
        await inProcess.WaitAsync(stop);
        try
        {
            return gate.OneWriter
                ? await RenewHereAsync(account, failed, margin, fetch, stop)
                : await RenewAcrossServersAsync(account, failed, margin, fetch, stop);
        }
        finally
        {
            inProcess.Release();
        }
    }

    private async Task<PlatformToken> RenewHereAsync(
        string account, string? failed, TimeSpan margin, Func<CancellationToken, Task<PlatformToken>> fetch, CancellationToken stop)
    {
        await using var bot = await contexts.CreateDbContextAsync(stop);
        if (await ReadAsync(bot, account, stop) is { } stored && IsGood(stored, failed, margin))
        {
            return stored;
        }

        var token = await fetch(stop);
        await using var unit = new UnitOfWork(bot, gate, contexts);
        await unit.WriteAsync(store => StoreAsync(store, account, token, stop), stop);
        return token;
    }

    private async Task<PlatformToken> RenewAcrossServersAsync(
        string account, string? failed, TimeSpan margin, Func<CancellationToken, Task<PlatformToken>> fetch, CancellationToken stop)
    {
        await using var bot = await contexts.CreateDbContextAsync(stop);
        await using var unit = new UnitOfWork(bot, gate, contexts);
        return await unit.WriteAsync(async store =>
        {
            await store.LockAsync($"token {account}", stop);
            if (await ReadAsync(store, account, stop) is { } stored && IsGood(stored, failed, margin))
            {
                return stored;
            }

            var token = await fetch(stop);
            await StoreAsync(store, account, token, stop);
            return token;
        }, stop);
    }

    private bool IsGood(PlatformToken token, string? failed, TimeSpan margin) => token.Value != failed && token.ExpiresAt - time.GetUtcNow() > margin;

    private async Task<PlatformToken?> ReadAsync(BotContext bot, string account, CancellationToken stop)
    {
        var row = await bot.PlatformTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Account == account, stop);
        return row is null ? null : new PlatformToken(keys.OpenText(SealedColumn.TokenValue, row.Value), row.ExpiresAt);
    }

    private Task<int> StoreAsync(BotContext bot, string account, PlatformToken token, CancellationToken stop)
        => bot.ExecuteAsync(
            Upsert, stop, ("@account", account), ("@value", keys.SealText(SealedColumn.TokenValue, token.Value)), ("@expires", bot.Instant(token.ExpiresAt)));
}

/// <summary>One lock for each account in this process; there are a handful of accounts.</summary>
internal sealed class TokenLocks
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> locks = new();

    public SemaphoreSlim Of(string account) => locks.GetOrAdd(account, _ => new SemaphoreSlim(1, 1));
}
