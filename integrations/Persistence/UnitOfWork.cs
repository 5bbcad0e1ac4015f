using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotAssistant.Persistence;

/// <summary>The scope's transaction, and the only way for its repositories to write.</summary>
internal sealed class UnitOfWork(BotContext bot, WriteGate gate, IDbContextFactory<BotContext> contexts) : IUnitOfWork, IAsyncDisposable, IDisposable
{
    private IDbContextTransaction? transaction;
    private bool inside;

    public bool IsOpen => transaction is not null;

    public async Task BeginAsync(ChatAddress? conversation, CancellationToken stop)
    {
        if (IsOpen)
        {
            throw new InvalidOperationException("The scope's unit of work has begun already.");
        }

        // What was read before may be stale by now. And a failed unit of work is replayed whole: savepoints would be round trips for nothing.
        bot.ChangeTracker.Clear();
        bot.Database.AutoSavepointsEnabled = false;
        await gate.EnterAsync(stop);
        inside = true;
        try
        {
            transaction = await bot.Database.BeginTransactionAsync(stop);
            if (conversation is not null)
            {
                await bot.LockAsync(conversation.ToString(), stop);
            }
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    public async Task CommitAsync(CancellationToken stop)
    {
        if (transaction is null)
        {
            throw new InvalidOperationException("The scope's unit of work has not begun.");
        }

        try
        {
            await FlushAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (Exception e) when (DatabaseErrors.IsStale(e))
        {
            throw DatabaseErrors.Stale(e);
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Sends the tracked changes now, in one round trip.</summary>
    /// <exception cref="StaleDataException">A row was changed by somebody else, or a unique key is taken.</exception>
    public async Task FlushAsync(CancellationToken stop)
    {
        try
        {
            await bot.SaveChangesAsync(stop);
        }
        catch (Exception e) when (DatabaseErrors.IsStale(e))
        {
            throw DatabaseErrors.Stale(e);
        }
    }

    /// <summary>Runs the work in the open transaction, or in one of its own when none is open.</summary>
    public async Task<T> WriteAsync<T>(Func<BotContext, Task<T>> work, CancellationToken stop)
    {
        if (IsOpen)
        {
            return await work(bot);
        }

        await BeginAsync(null, stop);
        try
        {
            var result = await work(bot);
            await CommitAsync(stop);
            return result;
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Adds rows to the open transaction, or stores them at once when none is open.</summary>
    public Task AddAsync(IEnumerable<object> rows, CancellationToken stop) => WriteAsync(async store =>
    {
        store.AddRange(rows);
        await FlushAsync(stop);
        return true;
    }, stop);

    /// <summary>
    /// Runs the work in a transaction of its own, whatever becomes of the open one. Only SQLite, which has one writer, lets it take part in the open
    /// one: waiting for that to end would be waiting for ourselves.
    /// </summary>
    public async Task<T> AloneAsync<T>(Func<BotContext, Task<T>> work, CancellationToken stop)
    {
        if (!IsOpen || gate.OneWriter)
        {
            return await WriteAsync(work, stop);
        }

        await using var own = await contexts.CreateDbContextAsync(stop);
        await using var alone = new UnitOfWork(own, gate, contexts);
        return await alone.WriteAsync(work, stop);
    }

    /// <summary>
    /// Like <see cref="AloneAsync"/>, for work that is a single call of <see cref="Sql"/> where it writes: PostgreSQL makes the statements of one call one
    /// transaction by itself, which saves the round trip of the commit.
    /// </summary>
    public async Task<T> AtOnceAsync<T>(Func<BotContext, Task<T>> work, CancellationToken stop)
    {
        if (gate.OneWriter)
        {
            return await WriteAsync(work, stop);
        }

        if (!IsOpen)
        {
            return await work(bot);
        }

        await using var own = await contexts.CreateDbContextAsync(stop);
        return await work(own);
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    /// <summary>For a scope that only looked something up; one that wrote is disposed of asynchronously.</summary>
    public void Dispose()
    {
        if (IsOpen)
        {
            throw new InvalidOperationException("A unit of work that has begun is disposed of with DisposeAsync.");
        }
    }

    private async Task EndAsync()
    {
        try
        {
            if (transaction is not null)
            {
                // Rolls back unless it was committed.
                await transaction.DisposeAsync();
                bot.ChangeTracker.Clear();
            }
        }
        finally
        {
            transaction = null;
            if (inside)
            {
                inside = false;
                gate.Leave();
            }
        }
    }
}
