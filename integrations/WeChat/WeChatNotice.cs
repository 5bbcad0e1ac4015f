using BotAssistant.Messaging;

namespace BotAssistant.WeChat;

/// <summary>
/// An entry of <c>WeChat:Notices</c>: a template that the account has taken from one of the platform's two libraries, and the notices that go by it
/// when free text cannot reach the person. The libraries do not know each other's ids (errcode 40037).
/// </summary>
public sealed class WeChatNotice
{
    /// <summary><see cref="Notice.Kind"/>, e.g. "reminder", "campaign", "notice.returned". With the route it stands in one entry only.</summary>
    public string? Kind { get; set; }

    /// <summary>
    /// <see cref="OutboundRoute.Subscription"/> (订阅通知, against the person's consent: api_sendnewsubscribemsg) or <see cref="OutboundRoute.Template"/>
    /// (模板消息, for service notices only: Template_Message_Interface).
    /// </summary>
    public OutboundRoute? Route { get; set; }

    /// <summary>模板ID, as the account's console shows it.</summary>
    public string? TemplateId { get; set; }

    /// <summary>
    /// 长期订阅: one consent holds until it is withdrawn; given to public services (政务民生) on application. Otherwise each consent is one message.
    /// </summary>
    public bool LongTerm { get; set; }

    /// <summary>The template's keys (thing1, time2 …) and what stands there: text with places of the notice, e.g. "{name}". Their types: <see cref="Sending.TemplateField"/>.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>What opens when the person taps the message: an https address. Unset: nothing.</summary>
    public Uri? Page { get; set; }

    /// <summary>
    /// Lets a campaign (<see cref="Notice.Campaign"/>) go by this template message. A template message must not be marketing, so the answer is no until
    /// somebody has read the template's scene and found that it fits.
    /// </summary>
    public bool AllowCampaign { get; set; }
}
