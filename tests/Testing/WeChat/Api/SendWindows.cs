namespace BotAssistant.Testing.WeChat;

/// <summary>What a person's act allows (Customer_Service_Messages).</summary>
public enum Window
{
    None,
    /// <summary>5 in 48 h.</summary>
    Message,
    /// <summary>3 in 1 min.</summary>
    MenuClick,
    /// <summary>3 in 1 min.</summary>
    Follow,
    /// <summary>3 in 1 min.</summary>
    Scan,
}

/// <summary>The platform's own ledger of customer-service messages.</summary>
public sealed class SendWindows(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<Window, (int Left, DateTimeOffset Until)>> _open = [];

    public void Open(string openId, Window kind)
    {
        var (messages, lasts) = kind switch
        {
            Window.None => (0, TimeSpan.Zero),
            Window.Message => (5, TimeSpan.FromHours(48)),
            _ => (3, TimeSpan.FromMinutes(1)),
        };
        lock (_gate)
        {
            (_open.TryGetValue(openId, out var own) ? own : _open[openId] = [])[kind] = (messages, time.GetUtcNow() + lasts);
        }
    }

    /// <summary>Takes one send from the window that ends first: 0, 45015 (none open) or 45047 (all used up).</summary>
    public int Take(string openId)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(openId, []).Where(entry => entry.Key != Window.None && entry.Value.Until > time.GetUtcNow())
                .OrderBy(entry => entry.Value.Until).ToList();
            if (open.Count == 0)
            {
                return 45015;
            }

            if (open.FirstOrDefault(entry => entry.Value.Left > 0) is not { Value.Left: > 0 } window)
            {
                return 45047;
            }

            _open[openId][window.Key] = (window.Value.Left - 1, window.Value.Until);
            return 0;
        }
    }
}
