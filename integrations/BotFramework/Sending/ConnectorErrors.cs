using System.Globalization;

namespace BotAssistant.BotFramework.Sending;

/// <summary>What an error of a connector asks of us.</summary>
internal enum Reaction
{
    /// <summary>The same call may go again, after a while.</summary>
    Retry,
    /// <summary>Nothing goes until a person acts.</summary>
    AccountStopped,
    /// <summary>The person left, blocked us, or the conversation is no more.</summary>
    ContactGone,
    /// <summary>Our bug, data or configuration.</summary>
    OursToFix,
    /// <summary>Perhaps delivered.</summary>
    Unknown,
}

/// <summary>A row of the table. <paramref name="Code"/> null = any other code of that status.</summary>
internal sealed record ConnectorError(int Status, string? Code, Reaction Reaction, string Reason);

/// <summary>
/// Statuses and codes of connectors (bot-docs, rest-api/bot-framework-rest-connector-api-reference, "Errors"; Teams: platform/bots/build-notifications,
/// "Status codes from bot conversational APIs"). The codes are stable, the messages are not and are not read.
/// </summary>
internal static class ConnectorErrors
{
    public static IReadOnlyList<ConnectorError> Table { get; } =
    [
        new(400, null, Reaction.OursToFix, "request-wrong"),
        new(401, null, Reaction.AccountStopped, "token-refused"),

        new(403, "BotNotInConversationRoster", Reaction.ContactGone, "not-in-conversation"),
        new(403, "ConversationBlockedByUser", Reaction.ContactGone, "blocked"),
        new(403, "MessageWritesBlocked", Reaction.ContactGone, "blocked"),
        new(403, "UserNotInConversation", Reaction.ContactGone, "not-in-conversation"),
        new(403, "BotDisabledByAdmin", Reaction.AccountStopped, "disabled-by-administrator"),
        new(403, "InvalidBotApiHost", Reaction.OursToFix, "wrong-service-address"),
        new(403, "NotEnoughPermissions", Reaction.OursToFix, "not-permitted"),
        new(403, null, Reaction.AccountStopped, "not-authorised"),

        new(404, "ConversationNotFound", Reaction.ContactGone, "conversation-gone"),
        new(404, null, Reaction.OursToFix, "not-found"),
        new(405, null, Reaction.OursToFix, "not-supported-by-channel"),
        new(410, null, Reaction.ContactGone, "conversation-gone"),
        // Teams: a conflict within the conversation; the call was not carried out.
        new(412, null, Reaction.Retry, "conflict"),
        new(413, null, Reaction.OursToFix, "too-large"),
        new(415, null, Reaction.OursToFix, "request-wrong"),
        new(429, null, Reaction.Retry, "throttled"),
        new(501, null, Reaction.OursToFix, "not-supported-by-channel"),
        new(503, null, Reaction.Retry, "unavailable"),
    ];

    /// <summary>Where the table says nothing: a gateway's error tells nothing of what the server behind it did; all else is ours to look into.</summary>
    public static ConnectorError Find(int status, string? code) =>
        Table.FirstOrDefault(row => row.Status == status && row.Code == code)
        ?? Table.FirstOrDefault(row => row.Status == status && row.Code is null)
        ?? (status >= 500 ? new(status, null, Reaction.Unknown, "server-error") : new(status, null, Reaction.OursToFix, "unclassified"));

    /// <summary>Our code, the status, and the platform's code where there is one.</summary>
    public static string ReasonOf(ConnectorAnswer.Refused refused) => string.Create(CultureInfo.InvariantCulture,
        $"{Find(refused.Status, refused.Code).Reason} {refused.Status}{(refused.Code is null ? "" : $" {refused.Code}")}");
}
