using System.Diagnostics;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Turns;

/// <summary>
/// Runs the turn of one stored message: photos first, then one transaction that holds answers, domain change, outgoing messages and the
/// message's own end, together or not at all.
/// </summary>
internal sealed class TurnRunner(IServiceScopeFactory scopes, Parts parts, OutboxSignal due, ITexts texts, IOptions<TurnOptions> options, TimeProvider time, ILogger<TurnRunner> log)
{
    /// <param name="received">The message as it just came in; null when recovery takes it up, which reads it and counts the try.</param>
    /// <returns>What to reply with on the waiting request; empty when nothing, or when the answer is queued.</returns>
    public async Task<IReadOnlyList<OutboundPart>> RunAsync(Guid id, InboundMessage? received, PendingTurn pending)
    {
        using var activity = TurnTelemetry.Source.StartActivity("turn");
        var started = time.GetTimestamp();
        try
        {
            return received is null && await GiveUpAsync(id) is { } error
                ? await FailAsync(id, pending, error)
                : await ReplayAsync(id, received, pending);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            log.LogError(e, "Turn {Message} failed", id);
            return await FailAsync(id, pending, e.GetType().Name);
        }
        finally
        {
            TurnTelemetry.Duration.Record(time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private async Task<IReadOnlyList<OutboundPart>> ReplayAsync(Guid id, InboundMessage? received, PendingTurn pending)
    {
        for (var replay = 1; ; replay++)
        {
            try
            {
                return await OnceAsync(id, received, pending);
            }
            catch (StaleDataException) when (replay < options.Value.MostReplays)
            {
                pending.Unclaim();
            }
        }
    }

    private async Task<IReadOnlyList<OutboundPart>> OnceAsync(Guid id, InboundMessage? received, PendingTurn pending)
    {
        await using var scope = scopes.CreateAsyncScope();
        var inbox = scope.ServiceProvider.GetRequiredService<IReceivedMessages>();
        if ((received ?? (await inbox.FindAsync(id, CancellationToken.None))?.Message) is not { } message)
        {
            return [];
        }

        var turn = scope.ServiceProvider.GetRequiredService<Turn>();
        var photos = await turn.PhotosAsync(message, CancellationToken.None);
        var advice = await turn.AdviceAsync(message, CancellationToken.None);
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(message.From, CancellationToken.None);
        var row = await inbox.FindAsync(id, CancellationToken.None);
        if (row is null || row.State != ReceivedState.Waiting)
        {
            return row?.DirectReplies ?? [];
        }

        var answer = await turn.RunAsync(row.Message, photos, advice, CancellationToken.None);
        return await EndAsync(scope.ServiceProvider, row, answer, pending, row.Answer);
    }

    /// <summary>Says so to the person in a turn that changes nothing else.</summary>
    private async Task<IReadOnlyList<OutboundPart>> FailAsync(Guid id, PendingTurn pending, string error)
    {
        pending.Unclaim();
        await using var scope = scopes.CreateAsyncScope();
        var inbox = scope.ServiceProvider.GetRequiredService<IReceivedMessages>();
        if (await inbox.FindAsync(id, CancellationToken.None) is not { } peek)
        {
            return [];
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(peek.Message.From, CancellationToken.None);
        var row = await inbox.FindAsync(id, CancellationToken.None);
        return row is null || row.State != ReceivedState.Waiting
            ? row?.DirectReplies ?? []
            : await EndAsync(scope.ServiceProvider, row, new OutboundMessage(texts.Say("turn.failed")), pending, (direct, now) => row.Fail(error, direct, now));
    }

    private async Task<IReadOnlyList<OutboundPart>> EndAsync(
        IServiceProvider scope, ReceivedMessage row, OutboundMessage? answer, PendingTurn pending, Action<IReadOnlyList<OutboundPart>, DateTimeOffset> end)
    {
        var (from, now) = (row.Message.From, time.GetUtcNow());
        var rendered = answer is null ? [] : await parts.RenderAsync(from, answer, scope.GetRequiredService<IMediaStore>(), CancellationToken.None);
        var direct = Math.Min(rendered.Count, row.Message.DirectParts) is > 0 and var most && pending.TryClaim() ? most : 0;
        var pushed = Parts.Queue(from, rendered.Skip(direct), now, options.Value.AnswersLast, row.Id, direct);
        if (pushed.Count > 0)
        {
            await scope.GetRequiredService<IOutbox>().AddAsync(pushed, CancellationToken.None);
        }

        end([.. rendered.Take(direct)], now);
        await scope.GetRequiredService<IReceivedMessages>().SaveAsync(row, CancellationToken.None);
        await scope.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
        TurnTelemetry.Turns.Add(1, new KeyValuePair<string, object?>("channel", from.Channel), new KeyValuePair<string, object?>("route", direct > 0 ? "direct" : pushed.Count > 0 ? "pushed" : "silent"));
        if (scope.GetRequiredService<IOutbox>().HasQueued)
        {
            due.Raise();
        }

        return row.DirectReplies;
    }

    /// <summary>Counts a recovered try; the error once there have been too many, so that a message that kills the server does not do so for ever.</summary>
    private async Task<string?> GiveUpAsync(Guid id)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempts = await scope.ServiceProvider.GetRequiredService<IReceivedMessages>().CountAttemptAsync(id, CancellationToken.None);
        if (attempts <= options.Value.MostAttempts)
        {
            return null;
        }

        log.LogError("Turn {Message} was begun {Attempts} times and no server lived to end it; given up", id, attempts);
        return "too-many-attempts";
    }
}
