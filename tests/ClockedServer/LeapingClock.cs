using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.ClockedServer;

/// <summary>A fake clock that may leap over hours. A periodic timer ticks once for a leap, as on a machine that slept, and not for each period that passed in it.</summary>
internal sealed class LeapingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new LeapingTimer(this, callback, state, dueTime, period);

    private ITimer Once(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class LeapingTimer : ITimer
    {
        private readonly ITimer once;
        private long period;

        public LeapingTimer(LeapingClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            once = clock.Once(_ =>
            {
                if (Interlocked.Read(ref this.period) is > 0 and var again)
                {
                    once!.Change(TimeSpan.FromTicks(again), Timeout.InfiniteTimeSpan);
                }

                callback(state);
            });
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Exchange(ref this.period, period.Ticks);
            return once.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => once.Dispose();

        public ValueTask DisposeAsync() => once.DisposeAsync();
    }
}
