using System.Collections.Frozen;

namespace BotAssistant.WeChat.Sending;

/// <summary>What an errcode asks of us.</summary>
internal enum Reaction
{
    /// <summary>Done already: a repetition of what succeeded.</summary>
    Sent,
    /// <summary>The same call may go again, after a while.</summary>
    Retry,
    /// <summary>The access token is stale: renew once, call once more.</summary>
    RenewToken,
    /// <summary>The API's quota of the day is used: nothing before midnight in Shanghai.</summary>
    DailyQuota,
    /// <summary>Not on this route: not until the person writes again, or consents again.</summary>
    RouteClosed,
    /// <summary>The person left, blocked us or never was ours.</summary>
    ContactGone,
    /// <summary>Our bug, data or configuration.</summary>
    OursToFix,
    /// <summary>The media is gone with the platform.</summary>
    MediaLost,
    /// <summary>Nothing goes on this account until a person acts.</summary>
    AccountStopped,
    /// <summary>Nothing goes by this API until a person acts; others may. Without custom/send it comes to the same as <see cref="AccountStopped"/>.</summary>
    ApiStopped,
}

/// <summary>A row of the platform's table of return codes (Global_Return_Code), with our reaction.</summary>
internal sealed record ErrorCode(int From, int To, Reaction Reaction, string Reason, TimeSpan? After = null);

/// <summary>The platform answers 200 to nearly everything; errcode is the answer.</summary>
internal static class ErrorCodes
{
    public static IReadOnlyList<ErrorCode> Table { get; } =
    [
        One(-1, Reaction.Retry, "platform-busy", TimeSpan.FromSeconds(2)),

        One(40001, Reaction.RenewToken, "token-refused"),
        One(40014, Reaction.RenewToken, "token-refused"),
        One(42001, Reaction.RenewToken, "token-expired"),

        One(40164, Reaction.AccountStopped, "address-not-allowed"),
        One(61004, Reaction.AccountStopped, "address-not-allowed"),
        One(89503, Reaction.AccountStopped, "address-awaits-administrator"),

        One(40013, Reaction.AccountStopped, "appid-wrong"),
        One(40125, Reaction.AccountStopped, "secret-wrong"),
        One(40243, Reaction.AccountStopped, "secret-frozen"),
        One(41002, Reaction.AccountStopped, "appid-missing"),
        One(41004, Reaction.AccountStopped, "secret-missing"),

        One(40003, Reaction.ContactGone, "openid-unknown"),
        One(46004, Reaction.ContactGone, "openid-unknown"),
        One(65302, Reaction.ContactGone, "openid-unknown"),
        One(43004, Reaction.ContactGone, "not-following"),
        One(50005, Reaction.ContactGone, "not-following"),
        One(43019, Reaction.ContactGone, "blacklisted"),
        One(48002, Reaction.ContactGone, "opted-out"),

        One(43101, Reaction.RouteClosed, "no-consent"),
        One(45015, Reaction.RouteClosed, "window-closed"),
        One(45047, Reaction.RouteClosed, "window-used-up"),

        One(45009, Reaction.DailyQuota, "daily-quota"),
        One(45011, Reaction.Retry, "too-frequent", TimeSpan.FromSeconds(60)),

        Range(45002, 45008, Reaction.OursToFix, "content-too-long"),
        One(45065, Reaction.Sent, "sent-before"),
        One(45066, Reaction.Retry, "retried-too-fast", TimeSpan.FromSeconds(60)),
        One(45067, Reaction.OursToFix, "client-id-too-long"),

        One(40130, Reaction.OursToFix, "recipient-list-size"),
        One(40032, Reaction.OursToFix, "recipient-list-size"),
        One(40031, Reaction.OursToFix, "recipient-list-size"),

        One(40037, Reaction.OursToFix, "template-unknown"),
        One(41030, Reaction.OursToFix, "page-wrong"),
        One(47003, Reaction.OursToFix, "template-data-wrong"),

        One(40007, Reaction.MediaLost, "media-gone"),
        Range(40004, 40006, Reaction.MediaLost, "media-unfit"),
        One(40009, Reaction.MediaLost, "media-unfit"),

        One(40033, Reaction.OursToFix, "json-escaped"),
        One(47001, Reaction.OursToFix, "json-wrong"),
        One(44002, Reaction.OursToFix, "body-empty"),
        One(44004, Reaction.OursToFix, "text-empty"),

        One(40029, Reaction.OursToFix, "oauth-code-wrong"),
        One(40163, Reaction.OursToFix, "oauth-code-used"),
        One(42003, Reaction.OursToFix, "oauth-code-expired"),

        One(40200, Reaction.OursToFix, "account-lacks-msgmenu"),

        Range(45056, 45059, Reaction.OursToFix, "tag-wrong"),
        Range(45157, 45159, Reaction.OursToFix, "tag-wrong"),
        One(45072, Reaction.OursToFix, "typing-command-wrong"),
        One(45080, Reaction.OursToFix, "typing-unprompted"),
        One(45081, Reaction.Sent, "typing-already"),
        One(45109, Reaction.OursToFix, "api-withdrawn"),
        Range(45300, 45399, Reaction.OursToFix, "menu-or-tag-wrong"),
        Range(65300, 65301, Reaction.OursToFix, "menu-or-tag-wrong"),
        Range(65303, 65399, Reaction.OursToFix, "menu-or-tag-wrong"),

        One(48001, Reaction.ApiStopped, "api-not-authorised"),
        One(48004, Reaction.AccountStopped, "api-banned"),
        One(50002, Reaction.AccountStopped, "account-restricted"),
        One(48006, Reaction.Retry, "quota-resets-used-up", TimeSpan.FromHours(1)),
    ];

    private static readonly FrozenDictionary<int, ErrorCode> ByCode = Table
        .SelectMany(row => Enumerable.Range(row.From, row.To - row.From + 1).Select(code => (code, row)))
        .ToFrozenDictionary(entry => entry.code, entry => entry.row);

    /// <summary>A code the table does not know is ours to look into: what is not known to be retryable is not retried.</summary>
    public static ErrorCode Find(int code) => ByCode.GetValueOrDefault(code) ?? One(code, Reaction.OursToFix, "unclassified");

    private static ErrorCode One(int code, Reaction reaction, string reason, TimeSpan? after = null) => new(code, code, reaction, reason, after);

    private static ErrorCode Range(int from, int to, Reaction reaction, string reason) => new(from, to, reaction, reason);
}
