using System.Globalization;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Receiving;

/// <summary>
/// What an event says of consents and of messages that we had sent (subscription_messages/push, Template_Message_Interface). One event may have several
/// entries, and each counts.
/// </summary>
internal static class PushReports
{
    private const string Popup = "subscribe_msg_popup_event", Change = "subscribe_msg_change_event", Sent = "subscribe_msg_sent_event", JobFinished = "TEMPLATESENDJOBFINISH";
    private const string Template = ".TemplateId", Message = ".MsgID";

    /// <summary>Fields of the event's own entries: the platform's sample has those of a change under the name of a popup, so the name is not looked at.</summary>
    public static bool IsEntry(string field) => field.StartsWith("SubscribeMsg", StringComparison.Ordinal);

    /// <param name="longTerm">The templates whose consent holds until it is withdrawn.</param>
    public static IReadOnlyList<ConsentChange> Consents(WeChatPush push, IReadOnlySet<string> longTerm) => Is(push, Popup) || Is(push, Change)
        ? [.. Entries(push, Template).Select(entry => Consent(push, entry, longTerm)).OfType<ConsentChange>()]
        : [];

    public static IReadOnlyList<DeliveryReport> Deliveries(WeChatPush push)
    {
        if (Is(push, JobFinished) && push["MsgID"] is { } job)
        {
            return [new DeliveryReport(job, JobFailure(push["Status"]))];
        }

        return Is(push, Sent)
            ? [.. Entries(push, Message).Where(entry => push[entry + Message] is not null).Select(entry => new DeliveryReport(push[entry + Message]!, SentFailure(push[entry + ".ErrorCode"])))]
            : [];
    }

    /// <summary>A refused popup of a one-time template takes nothing back: consents that were given before add up.</summary>
    private static ConsentChange? Consent(WeChatPush push, string entry, IReadOnlySet<string> longTerm)
    {
        if (push[entry + Template] is not { } template)
        {
            return null;
        }

        var isLongTerm = longTerm.Contains(template);
        ConsentAct? act = push[entry + ".SubscribeStatusString"] switch
        {
            "accept" => isLongTerm ? ConsentAct.Always : ConsentAct.Once,
            "reject" when isLongTerm || Is(push, Change) => ConsentAct.Withdrawn,
            _ => null,
        };
        return act is null ? null : new ConsentChange(template, act.Value);
    }

    private static string? JobFailure(string? status) => status?.Replace(" ", "", StringComparison.Ordinal) switch
    {
        "success" => null,
        "failed:userblock" => "user-block",
        "failed:systemfailed" => "system-failed",
        _ => "not-delivered",
    };

    private static string? SentFailure(string? code) => !int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? "not-delivered"
        : number == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"not-delivered {number}");

    private static IEnumerable<string> Entries(WeChatPush push, string field) => push.Fields.Keys
        .Where(name => IsEntry(name) && name.EndsWith(field, StringComparison.Ordinal))
        .Select(name => name[..^field.Length]);

    private static bool Is(WeChatPush push, string name) => name.Equals(push["Event"], StringComparison.OrdinalIgnoreCase);
}
