namespace BotAssistant.Testing.WeChat;

public enum ShownAs
{
    /// <summary>The answer to a push.</summary>
    Reply,
    /// <summary>A customer-service message.</summary>
    Message,
    /// <summary>A template message: its values, a line each.</summary>
    Template,
    /// <summary>A subscription notice: its values, a line each.</summary>
    Subscription,
    /// <summary>该公众号提供的服务出现故障: the platform's notice after our failure.</summary>
    Fault,
}

public sealed record ScreenLine(string Text, ShownAs As, DateTimeOffset At);

/// <summary>What one person sees of the account, in order.</summary>
public sealed class Screen
{
    private readonly Lock _gate = new();
    private readonly List<ScreenLine> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ScreenLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    public IReadOnlyList<string> Texts => [.. Lines.Select(line => line.Text)];

    /// <summary>Waits until the lines are as wanted.</summary>
    /// <exception cref="TimeoutException">They did not become so; the message shows what was seen.</exception>
    public async Task<IReadOnlyList<ScreenLine>> WaitAsync(Func<IReadOnlyList<ScreenLine>, bool> wanted, TimeSpan? deadline = null)
    {
        using var limit = new CancellationTokenSource(deadline ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (wanted(_lines))
                {
                    return [.. _lines];
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The screen shows:\n{string.Join("\n---\n", Texts)}");
            }
        }
    }

    internal void Add(ScreenLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
