namespace BotAssistant.Messaging;

/// <summary>
/// How the platform took a message. The sender classifies, the queue decides. What is not <see cref="RetryLater"/> is not retried.
/// <c>Reason</c> is a stable kebab-case code with the platform's own code, e.g. <c>window-closed 45015</c>.
/// </summary>
public abstract record SendResult
{
    private SendResult() { }

    public sealed record Sent(string? PlatformId) : SendResult;

    /// <summary>Busy, throttled or unreachable before the request was taken: the same message may go again.</summary>
    public sealed record RetryLater(string Reason, TimeSpan? After = null) : SendResult;

    /// <summary>Not on this route: the window is over, or the consent used up. Another route, or parked until the person writes again.</summary>
    /// <param name="IsUsedUp">What the person allowed is used up; false when the route itself is not to be had.</param>
    public sealed record RouteClosed(string Reason, bool IsUsedUp = true) : SendResult;

    /// <summary>The person left or blocked us: everything queued for them is cancelled.</summary>
    public sealed record ContactGone(string Reason) : SendResult;

    /// <summary>This message can never go: our bug or our data. Dead letter, shown to staff.</summary>
    public sealed record OursToFix(string Reason) : SendResult;

    /// <summary>Nothing goes on this account until a person acts (secret wrong, address not allowed, API banned).</summary>
    /// <param name="After">When one message may try.</param>
    public sealed record AccountStopped(string Reason, TimeSpan? After = null) : SendResult;

    /// <summary>The request left and no answer came: perhaps delivered. Not sent again (promise 2), shown to staff.</summary>
    public sealed record OutcomeUnknown(string Reason) : SendResult;
}

/// <summary>The outcome of fetching a <see cref="MediaReference"/>.</summary>
public abstract record MediaResult
{
    private MediaResult() { }

    public sealed record Fetched(byte[] Bytes) : MediaResult;

    public sealed record RetryLater(string Reason) : MediaResult;

    /// <summary>Expired, too large or refused: ask the person to send it again.</summary>
    public sealed record Lost(string Reason) : MediaResult;
}
