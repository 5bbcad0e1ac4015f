using System.Collections.Frozen;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Receiving;

/// <summary>Which act of a person opens which send window.</summary>
internal enum Grant
{
    None, Message, MenuClick, Follow, Scan,
}

/// <param name="Text">The field that becomes <see cref="InboundMessage.Text"/>.</param>
internal sealed record PushKind(InboundKind Kind, string? Text = null, Grant Grant = Grant.None);

/// <summary>
/// What each MsgType and Event of the documentation is to us (Receiving_standard_messages, Receiving_event_pushes, and the events of menus,
/// templates, subscriptions, mass sends, verification and authorisation). One row each; what is not here is <see cref="InboundKind.Unknown"/>.
/// </summary>
internal static class PushKinds
{
    private static readonly PushKind Report = new(InboundKind.Report);

    public static FrozenDictionary<string, PushKind> Messages { get; } = new Dictionary<string, PushKind>
    {
        ["text"] = new(InboundKind.Text, "Content", Grant.Message),
        ["image"] = new(InboundKind.Image, null, Grant.Message),
        // Recognition is being withdrawn by the platform and comes empty: voice is never read as text.
        ["voice"] = new(InboundKind.Voice, null, Grant.Message),
        ["video"] = new(InboundKind.Video, null, Grant.Message),
        ["shortvideo"] = new(InboundKind.Video, null, Grant.Message),
        ["location"] = new(InboundKind.Location, "Label", Grant.Message),
        ["link"] = new(InboundKind.Link, "Url", Grant.Message),
        ["miniprogrampage"] = new(InboundKind.Link, "PagePath", Grant.Message),
        ["file"] = new(InboundKind.File, "Title", Grant.Message),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FrozenDictionary<string, PushKind> Events { get; } = new Dictionary<string, PushKind>
    {
        ["subscribe"] = new(InboundKind.Followed, "EventKey", Grant.Follow),
        ["unsubscribe"] = new(InboundKind.Unfollowed),
        ["SCAN"] = new(InboundKind.Scanned, "EventKey", Grant.Scan),
        ["CLICK"] = new(InboundKind.MenuClicked, "EventKey", Grant.MenuClick),
        ["scancode_push"] = new(InboundKind.MenuClicked, "EventKey", Grant.MenuClick),
        ["scancode_waitmsg"] = new(InboundKind.MenuClicked, "EventKey", Grant.MenuClick),

        // The photos and the place follow as messages of their own; answering both would answer twice.
        ["pic_sysphoto"] = Report,
        ["pic_photo_or_album"] = Report,
        ["pic_weixin"] = Report,
        ["location_select"] = Report,

        ["VIEW"] = Report,
        ["view_miniprogram"] = Report,
        ["LOCATION"] = Report,

        ["TEMPLATESENDJOBFINISH"] = Report,
        ["MASSSENDJOBFINISH"] = Report,
        ["subscribe_msg_popup_event"] = Report,
        ["subscribe_msg_change_event"] = Report,
        ["subscribe_msg_sent_event"] = Report,

        ["kf_create_session"] = Report,
        ["kf_close_session"] = Report,
        ["kf_switch_session"] = Report,

        ["user_info_modified"] = Report,
        ["user_authorization_revoke"] = Report,
        ["user_authorization_cancellation"] = Report,

        ["qualification_verify_success"] = Report,
        ["qualification_verify_fail"] = Report,
        ["naming_verify_success"] = Report,
        ["naming_verify_fail"] = Report,
        ["annual_renew"] = Report,
        ["verify_expired"] = Report,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
