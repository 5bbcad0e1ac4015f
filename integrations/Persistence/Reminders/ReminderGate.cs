namespace BotAssistant.Persistence;

/// <summary>
/// What a reminder must pass at the moment it is claimed. A message may wait long, for another try or for the person's next word, and what it says may be
/// done or moved meanwhile: then it is cancelled, and what still holds of it is planned anew (<see cref="ReminderRepository.SettleAsync"/>).
/// </summary>
internal static class ReminderGate
{
    /// <summary>Cancels those among the messages that say what is done or has another day; returns them.</summary>
    public static async Task<HashSet<Guid>> CancelMovedAsync(BotContext store, IReadOnlyCollection<Guid> messages, CancellationToken stop)
        => messages.Count == 0
            ? []
            : [.. await store.QueryAsync($"{ReminderStatements.CancelMovedAmong(store.In("\"Id\"", "@ids"))} RETURNING \"Id\"", reader => reader.GetGuid(0), stop, ("@ids", store.List(messages)))];
}
