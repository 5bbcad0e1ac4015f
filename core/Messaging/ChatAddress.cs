namespace BotAssistant.Messaging;

/// <summary>One person's chat on one channel, e.g. ("wechat", appid, openid). Personal data: never in a log.</summary>
public sealed record ChatAddress(string Channel, string Account, string User)
{
    /// <summary>The form that is stored and locked on: <c>channel:account:user</c>. The user part may itself hold colons.</summary>
    public override string ToString() => $"{Channel}:{Account}:{User}";

    /// <exception cref="FormatException">The text has fewer than three parts.</exception>
    public static ChatAddress Parse(string text)
    {
        var parts = text.Split(':', 3);
        return parts.Length == 3
            ? new ChatAddress(parts[0], parts[1], parts[2])
            : throw new FormatException("A chat address has the form channel:account:user.");
    }
}
