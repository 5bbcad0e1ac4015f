namespace BotAssistant.Testing;

/// <summary>
/// A clock that stands still until it is told to go on, and may leap over hours. Timers fire on the thread pool, as the system's do; a periodic one once for a
/// leap, as on a machine that slept, and not for each period that passed in it. (FakeTimeProvider runs what waited inline, a tick for each period, and stops for
/// good when one throws: nothing for whole servers.)
/// </summary>
public sealed class LeapingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<LeapingTimer> armed = [];
    private DateTimeOffset now = start;

    /// <summary>Ticks that have passed; a clock that is put ahead or back passes none.</summary>
    private long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return passed;
        }
    }

    /// <summary>Time passes until then, and what is due comes due.</summary>
    public void PassUntil(DateTimeOffset moment)
    {
        lock (gate)
        {
            passed += Math.Max(0, (moment - now).Ticks);
            now = moment;
            foreach (var timer in armed.Where(timer => timer.DueAt <= passed).ToList())
            {
                Fire(timer);
            }
        }
    }

    public void Pass(TimeSpan time) => PassUntil(GetUtcNow() + time);

    /// <summary>The clock is put there, and no time passes.</summary>
    public void JumpTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            now = moment;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(LeapingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            armed.Remove(timer);
            if (dueTime >= TimeSpan.Zero)
            {
                (timer.DueAt, timer.Period) = (passed + dueTime.Ticks, period);
                armed.Add(timer);
                if (dueTime == TimeSpan.Zero)
                {
                    Fire(timer);
                }
            }
        }
    }

    private void Fire(LeapingTimer timer)
    {
        if (timer.Period > TimeSpan.Zero)
        {
            timer.DueAt = passed + timer.Period.Ticks;
        }
        else
        {
            armed.Remove(timer);
        }

        ThreadPool.UnsafeQueueUserWorkItem(timer, preferLocal: false);
    }

    private sealed class LeapingTimer(LeapingClock clock, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
    {
        public long DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Execute() => callback(state);

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
