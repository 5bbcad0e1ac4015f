using System.Collections.Concurrent;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// Takes in what the channels received: stored first, in a transaction of its own, then answered. One turn a message and server, however
/// often the platform repeats it; across servers the database decides.
/// </summary>
internal sealed class Inbox(IServiceScopeFactory scopes, TurnRunner turns, IOptions<TurnOptions> options, TimeProvider time, ILogger<Inbox> log) : IInbox
{
    private readonly ConcurrentDictionary<Guid, PendingTurn> running = new();

    /// <summary>Turns that have begun and not ended: a graceful stop waits for them.</summary>
    public int Running => running.Count;

    public async Task<IReadOnlyList<OutboundPart>> ReceiveAsync(InboundMessage message, TimeSpan patience, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        ReceivedMessage row;
        await using (var scope = scopes.CreateAsyncScope())
        {
            (row, _) = await scope.ServiceProvider.GetRequiredService<IReceivedMessages>().AddAsync(message, stop);
        }

        var replies = row.State == ReceivedState.Waiting
            ? await Start(row).WaitAsync(Left(patience, started), options.Value.CommitGrace, time)
            : row.DirectReplies;
        return [.. replies.Select(reply => reply with { MessageId = row.Id })];
    }

    /// <summary>Patience counts from the request's arrival: the platform's clock runs while we store.</summary>
    private TimeSpan Left(TimeSpan patience, long started)
    {
        var left = patience == Timeout.InfiniteTimeSpan ? patience : patience - time.GetElapsedTime(started);
        return left > TimeSpan.Zero || patience == Timeout.InfiniteTimeSpan ? left : TimeSpan.Zero;
    }

    /// <summary>Answers a message that a server which is no more has left; what is said is pushed.</summary>
    public Task RecoverAsync(Guid id, CancellationToken stop)
    {
        var turn = new PendingTurn();
        return running.TryAdd(id, turn) ? RunAsync(id, null, turn) : Task.CompletedTask;
    }

    /// <summary>Ends when every running turn has ended.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        while (running.Values.FirstOrDefault() is { } turn)
        {
            await turn.Ended.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
    }

    private PendingTurn Start(ReceivedMessage row)
    {
        var mine = new PendingTurn();
        mine.Join();
        var turn = running.GetOrAdd(row.Id, mine);
        if (ReferenceEquals(turn, mine))
        {
            // A database that answers at once would otherwise keep a request that waits for nothing until the turn is over.
            _ = Task.Run(() => RunAsync(row.Id, row.Message, mine));
        }
        else
        {
            turn.Join();
        }

        return turn;
    }

    /// <summary>Never faults: whatever happens is recorded, logged or left to recovery.</summary>
    private async Task RunAsync(Guid id, InboundMessage? message, PendingTurn turn)
    {
        try
        {
            var parts = await turns.RunAsync(id, message, turn);
            running.TryRemove(id, out _);
            turn.Answered(parts);
        }
        catch (Exception e)
        {
            log.LogError(e, "Turn {Message} did not end; it stays in the inbox and is taken up again", id);
            running.TryRemove(id, out _);
            turn.GaveUp(e);
        }
    }
}
