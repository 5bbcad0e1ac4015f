using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Bot.Tests.Turns;

/// <summary>An answer goes with the request or is pushed: never both, never neither.</summary>
public sealed class PendingTurnTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5), Grace = TimeSpan.FromSeconds(1);
    private static readonly IReadOnlyList<OutboundPart> Answer = [new("好")];

    private readonly FakeTimeProvider time = new();
    private readonly PendingTurn turn = new();

    [Fact]
    public async Task A_request_that_waits_gets_the_answer()
    {
        var request = Join();
        Assert.True(turn.TryClaim());
        turn.Answered(Answer);
        Assert.Equal(Answer, await request);
    }

    [Fact]
    public async Task A_request_whose_patience_ended_has_left_before_the_claim()
    {
        var request = Join();
        time.Advance(Patience);
        Assert.Empty(await request);
        Assert.False(turn.TryClaim());
    }

    [Fact]
    public async Task A_claimed_request_waits_on_for_the_commit()
    {
        var request = Join();
        Assert.True(turn.TryClaim());
        time.Advance(Patience);
        turn.Answered(Answer);
        Assert.Equal(Answer, await request);
    }

    [Fact]
    public async Task A_claimed_request_is_not_acknowledged_while_the_commit_hangs()
    {
        var request = Join();
        Assert.True(turn.TryClaim());
        time.Advance(Patience);
        await Task.Yield();
        while (!request.IsCompleted)
        {
            time.Advance(Grace);
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TimeoutException>(() => request);
    }

    [Fact]
    public async Task One_copy_that_still_waits_carries_the_answer_of_all()
    {
        var (first, late) = (Join(), default(Task<IReadOnlyList<OutboundPart>>));
        time.Advance(Patience / 2);
        late = Join();
        time.Advance(Patience / 2);
        Assert.Empty(await first);
        Assert.True(turn.TryClaim());
        turn.Answered(Answer);
        Assert.Equal(Answer, await late);
    }

    [Fact]
    public async Task A_commit_whose_outcome_is_not_known_acknowledges_nothing()
    {
        var request = Join();
        Assert.True(turn.TryClaim());
        turn.GaveUp(new InvalidOperationException("the connection broke"));
        await Assert.ThrowsAsync<TimeoutException>(() => request);
    }

    [Fact]
    public async Task A_request_may_leave_after_a_commit_that_was_beaten()
    {
        var request = Join();
        Assert.True(turn.TryClaim());
        turn.Unclaim();
        time.Advance(Patience);
        Assert.Empty(await request);
        Assert.False(turn.TryClaim());
    }

    /// <summary>Requests come and lose patience on all cores while the turn decides.</summary>
    [Fact]
    public async Task However_they_interleave_the_answer_goes_exactly_one_way()
    {
        for (var round = 0; round < 3_000; round++)
        {
            var contested = new PendingTurn();
            contested.Join();
            var requests = Enumerable.Range(0, 4).Select(index => Task.Run(() =>
            {
                if (index > 0)
                {
                    contested.Join();
                }

                return contested.WaitAsync(TimeSpan.FromMicroseconds(Random.Shared.Next(3) * 20), TimeSpan.FromMinutes(1), TimeProvider.System);
            })).ToList();
            var claim = Task.Run(() =>
            {
                Thread.SpinWait(Random.Shared.Next(2_000));
                var direct = contested.TryClaim();
                if (!direct || Random.Shared.Next(2) == 0)
                {
                    contested.Answered(direct ? Answer : []);
                    return direct;
                }

                contested.Unclaim();
                Thread.SpinWait(200);
                direct = contested.TryClaim();
                contested.Answered(direct ? Answer : []);
                return direct;
            });
            var direct = await claim;
            var got = await Task.WhenAll(requests);
            Assert.Equal(direct, got.Any(parts => parts.Count > 0));
        }
    }

    private Task<IReadOnlyList<OutboundPart>> Join()
    {
        turn.Join();
        return turn.WaitAsync(Patience, Grace, time);
    }
}
