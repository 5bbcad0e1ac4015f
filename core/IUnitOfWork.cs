using BotAssistant.Messaging;

namespace BotAssistant;

/// <summary>
/// One transaction of one scope: the repositories resolved from the same scope read and write in it. Disposing the scope without
/// <see cref="CommitAsync"/> rolls everything back.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>Begins the transaction and, until it ends, holds the lock of the conversation across all servers.</summary>
    Task BeginAsync(ChatAddress? conversation, CancellationToken stop);

    /// <exception cref="StaleDataException">Another server changed the same row, or a unique key is taken: reload and replay.</exception>
    Task CommitAsync(CancellationToken stop);
}

/// <summary>Somebody else was first. The whole turn may be run again from the start.</summary>
public sealed class StaleDataException(string message, Exception? inner = null) : Exception(message, inner);
