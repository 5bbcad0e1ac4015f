namespace BotAssistant.Testing.WeChat;

/// <summary>An official account as both sides know it. Nothing in it is real.</summary>
/// <param name="OriginalId">原始ID, the account's name in messages: <c>gh_…</c>.</param>
public sealed record WeChatAccount(string AppId, string AppSecret, string Token, string EncodingAesKey, string OriginalId)
{
    public static WeChatAccount Synthetic { get; } = new(
        "wx1234567890abcdef", "0123456789abcdef0123456789abcdef", "token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "gh_ningbo");
}

/// <summary>How the platform pushes.</summary>
public enum PushMode
{
    Plain, Compatible, Safe,
}

/// <summary>Our server broke the platform's protocol: a test must fail on it.</summary>
public sealed class WeChatProtocolException(string message) : Exception(message);
