using System.Security.Cryptography;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>
/// Access tokens. /token makes a new one each time and leaves the one before alive for 5 minutes; /stable_token gives the same until 5 minutes
/// before its end, and force_refresh (20 a day, 30 s apart) kills it. The two do not know each other.
/// </summary>
public sealed class ApiTokens(WeChatAccount account, TimeProvider time)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _alive = [];
    private string? _plain, _stable;
    private DateTimeOffset? _forcedAt;
    private int _forced;

    /// <summary>How long a token lives. WeChat: 7200 s.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How many tokens were made, of either kind.</summary>
    public int Made { get; private set; }

    /// <summary>Every token at once is refused with 40001 from now on.</summary>
    public void Revoke()
    {
        lock (_gate)
        {
            _alive.Clear();
            (_plain, _stable) = (null, null);
        }
    }

    /// <summary>0, 41001, 40001 or 42001.</summary>
    public int Check(string? token)
    {
        lock (_gate)
        {
            return string.IsNullOrEmpty(token) ? 41001 : !_alive.TryGetValue(token, out var until) ? 40001 : until <= time.GetUtcNow() ? 42001 : 0;
        }
    }

    public (int Code, string? Token, int ExpiresIn) Plain(string? appId, string? secret)
    {
        lock (_gate)
        {
            if (CheckSecret(appId, secret) is > 0 and var code)
            {
                return (code, null, 0);
            }

            Retire(_plain);
            return (0, _plain = Make(), (int)Lifetime.TotalSeconds);
        }
    }

    public (int Code, string? Token, int ExpiresIn) Stable(string? appId, string? secret, bool force)
    {
        lock (_gate)
        {
            if (CheckSecret(appId, secret) is > 0 and var code)
            {
                return (code, null, 0);
            }

            var now = time.GetUtcNow();
            if (force && !(now - _forcedAt < TimeSpan.FromSeconds(30)))
            {
                if (++_forced > 20)
                {
                    return (45009, null, 0);
                }

                _forcedAt = now;
                _ = _stable is not null && _alive.Remove(_stable);
                _stable = null;
            }

            if (_stable is null || _alive[_stable] - now <= Overlap)
            {
                _stable = Make();
            }

            return (0, _stable, (int)(_alive[_stable] - now).TotalSeconds);
        }
    }

    private int CheckSecret(string? appId, string? secret) =>
        string.IsNullOrEmpty(appId) ? 41002 : string.IsNullOrEmpty(secret) ? 41004 : appId != account.AppId ? 40013 : secret != account.AppSecret ? 40125 : 0;

    private void Retire(string? token)
    {
        if (token is not null && _alive.ContainsKey(token))
        {
            _alive[token] = time.GetUtcNow() + Overlap;
        }
    }

    private string Make()
    {
        var token = $"{++Made}_{Convert.ToHexString(RandomNumberGenerator.GetBytes(80))}";
        _alive[token] = time.GetUtcNow() + Lifetime;
        return token;
    }
}
