namespace BotAssistant.Messaging;

/// <summary>A platform's access token, shared by all servers through the database and encrypted there.</summary>
public sealed record PlatformToken(string Value, DateTimeOffset ExpiresAt);

public interface IPlatformTokens
{
    Task<PlatformToken?> FindAsync(string account, CancellationToken stop);

    /// <summary>
    /// Under the account's lock (across servers): if the stored token is fresh and is not <paramref name="failed"/>, another server has renewed it
    /// and it is returned; otherwise <paramref name="fetch"/> is called once, and what it brings is stored and returned. "Fresh" = more than
    /// <paramref name="margin"/> before expiry.
    /// </summary>
    Task<PlatformToken> RenewAsync(string account, string? failed, TimeSpan margin, Func<CancellationToken, Task<PlatformToken>> fetch, CancellationToken stop);
}
