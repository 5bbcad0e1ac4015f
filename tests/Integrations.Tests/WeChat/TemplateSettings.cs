using BotAssistant.Messaging;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>A reminder by both routes, as an account would configure it, and messages that go by them.</summary>
internal static class TemplateSettings
{
    public const string SubscriptionId = "sub-reminder", TemplateId = "tpl-reminder";

    public static readonly Notice Reminder = new(Notice.Reminder)
    {
        Places = new Dictionary<string, string> { ["kind"] = "健康证明", ["name"] = "阿婆年糕坊", ["due"] = "2026-12-01" },
    };

    public static (string Key, string? Value)[] Both { get; } = [.. Entry(0, "reminder", "Subscription", SubscriptionId), .. Entry(1, "reminder", "Template", TemplateId)];

    public static (string Key, string? Value)[] Entry(int index, string kind, string route, string id, params (string Key, string? Value)[] more) =>
    [
        ($"WeChat:Notices:{index}:Kind", kind),
        ($"WeChat:Notices:{index}:Route", route),
        ($"WeChat:Notices:{index}:TemplateId", id),
        ($"WeChat:Notices:{index}:Page", "https://spxzf.example.cn/"),
        ($"WeChat:Notices:{index}:Fields:thing1", "{kind}（{name}）"),
        ($"WeChat:Notices:{index}:Fields:date2", "{due}"),
        .. more.Select(setting => ($"WeChat:Notices:{index}:{setting.Key}", setting.Value)),
    ];

    /// <summary>To o1, by the API of this path: a text where it is custom/send, else <see cref="Reminder"/>.</summary>
    public static Task<SendResult> SendAsync(WeChatServer server, string api, Guid? messageId = null) => api switch
    {
        "message/custom/send" => server.Channel.SendAsync(To("o1"), new("hi"), default),
        "message/template/send" => SendAsync(server, OutboundRoute.Template, Reminder, messageId: messageId),
        _ => SendAsync(server, OutboundRoute.Subscription, Reminder, messageId: messageId),
    };

    public static Task<SendResult> SendAsync(WeChatServer server, OutboundRoute route, Notice notice, string openId = "o1", Guid? messageId = null) =>
        server.Channel.SendAsync(To(openId), notice, server.Channel.Templates.Single(template => template.Kind == notice.Kind && template.Route == route), messageId ?? Guid.NewGuid(), default);

    private static ChatAddress To(string openId) => new("wechat", "wx", openId);
}
