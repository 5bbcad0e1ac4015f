using BotAssistant.Conversations;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Reads by hand and writes with the commit: both happen in every turn.</summary>
internal sealed class ConversationRepository(BotContext bot, UnitOfWork unit, KeyRing keys, TimeProvider time) : IConversations
{
    public async Task<ConversationState> LoadAsync(ChatAddress address, CancellationToken stop)
    {
        var row = await ReadAsync(bot, address.ToString(), stop);
        return row is null ? new ConversationState() : keys.Open<ConversationState>(SealedColumn.ConversationState, row.State);
    }

    public Task SaveAsync(ChatAddress address, ConversationState state, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var key = address.ToString();
        var stored = keys.Seal(SealedColumn.ConversationState, state);
        var row = store.Conversations.Local.FindEntry(key)?.Entity ?? await ReadAsync(store, key, stop);
        if (row is null)
        {
            store.Conversations.Add(new ConversationRow { Address = key, State = stored, TouchedAt = time.GetUtcNow() });
            return true;
        }

        (row.State, row.TouchedAt) = (stored, time.GetUtcNow());
        return true;
    }, stop);

    public Task EraseAsync(ChatAddress address, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var key = address.ToString();
        if (store.Conversations.Local.FindEntry(key) is { } tracked)
        {
            tracked.State = EntityState.Detached;
        }

        return await store.Conversations.Where(c => c.Address == key).ExecuteDeleteAsync(stop);
    }, stop);

    /// <summary>Reads afresh and tracks the row, so that the save is guarded by the version that was read here.</summary>
    private static async Task<ConversationRow?> ReadAsync(BotContext store, string address, CancellationToken stop)
    {
        var rows = await store.QueryAsync(
            "SELECT \"State\", \"TouchedAt\", \"Version\" FROM \"Conversations\" WHERE \"Address\" = @address",
            reader => new ConversationRow { Address = address, State = reader.GetString(0), TouchedAt = store.ReadInstant(reader, 1), Version = reader.GetGuid(2) },
            stop,
            ("@address", address));
        if (store.Conversations.Local.FindEntry(address) is { } earlier)
        {
            earlier.State = EntityState.Detached;
        }

        return rows.Count == 0 ? null : store.Conversations.Attach(rows[0]).Entity;
    }
}
