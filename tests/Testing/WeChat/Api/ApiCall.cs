namespace BotAssistant.Testing.WeChat.Api;

/// <summary>A call that the platform got. <paramref name="Path"/> is without "/cgi-bin/".</summary>
public sealed record ApiCall(DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, int ErrorCode);

/// <summary>What goes wrong on purpose.</summary>
public enum Fault
{
    /// <summary>An errcode with status 200, before anything is done.</summary>
    ErrorCode,
    /// <summary>An HTTP status, before anything is done.</summary>
    Status,
    /// <summary>The connection breaks before anything is done.</summary>
    Drop,
    /// <summary>The call is carried out; then the connection breaks.</summary>
    DropAfterwards,
    /// <summary>The answer comes late: after <c>Code</c> milliseconds.</summary>
    Delay,
    /// <summary>The call is carried out, and the answer is a gateway's page.</summary>
    Garbage,
}
