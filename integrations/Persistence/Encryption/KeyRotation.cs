using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>
/// Encrypts every stored value with the current key. Runs beside the live service, in small transactions, and may be stopped and run again; a value
/// that changed meanwhile is left alone, for it was written with the current key.
/// </summary>
public sealed class KeyRotation
{
    private const int BatchSize = 200;
    private readonly IDbContextFactory<BotContext> contexts;
    private readonly WriteGate gate;
    private readonly KeyRing keys;

    internal KeyRotation(IDbContextFactory<BotContext> contexts, WriteGate gate, KeyRing keys) => (this.contexts, this.gate, this.keys) = (contexts, gate, keys);

    /// <summary>Returns how many values were encrypted anew. Afterwards the old keys may be taken out of the configuration.</summary>
    /// <exception cref="SealedValueException">A value is encrypted with a key that is not configured, or was altered.</exception>
    public async Task<int> ReEncryptAsync(CancellationToken stop)
    {
        var total = 0;
        await using var bot = await contexts.CreateDbContextAsync(stop);
        await using var unit = new UnitOfWork(bot, gate, contexts);
        foreach (var column in SealedColumn.All)
        {
            object? last = null;
            do
            {
                var after = last;
                (var changed, last) = await unit.WriteAsync(store => BatchAsync(store, column, after, stop), stop);
                total += changed;
            }
            while (last is not null);
        }

        return total;
    }

    /// <summary>One batch in the order of the key; <c>Last</c> is null when there was none left.</summary>
    private async Task<(int Changed, object? Last)> BatchAsync(BotContext store, SealedColumn column, object? after, CancellationToken stop)
    {
        var (key, value) = ($"\"{column.Key}\"", $"\"{column.Column}\"");
        var beyond = after is null ? "" : $" AND {key} > @after";
        var rows = await store.QueryAsync(
            $"SELECT {key}, {value} FROM \"{column.Table}\" WHERE {value} IS NOT NULL{beyond} ORDER BY {key} LIMIT {BatchSize}",
            reader => (Key: reader.GetValue(0), Value: reader.GetValue(1)),
            stop,
            ("@after", after));
        var changed = 0;
        foreach (var row in rows.Where(row => !IsCurrent(row.Value)))
        {
            changed += await store.ExecuteAsync(
                $"UPDATE \"{column.Table}\" SET {value} = @new WHERE {key} = @key AND {value} = @old", stop, ("@new", Anew(column, row.Value)), ("@key", row.Key), ("@old", row.Value));
        }

        return (changed, rows.Count == 0 ? null : rows[^1].Key);
    }

    private bool IsCurrent(object stored) => stored is byte[] bytes
        ? KeyRing.KeyIdOf(bytes) == keys.CurrentId
        : ((string)stored).StartsWith($"{keys.CurrentId}:", StringComparison.Ordinal);

    private object Anew(SealedColumn column, object stored) => stored is byte[] bytes
        ? keys.SealBytes(column, keys.OpenBytes(column, bytes))
        : keys.SealText(column, keys.OpenText(column, (string)stored));
}
