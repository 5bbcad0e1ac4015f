using System.Globalization;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>Which library a template was taken from; the ids of one are unknown to the API of the other.</summary>
public enum Library
{
    /// <summary>模板消息.</summary>
    Template,
    /// <summary>一次性订阅: each consent is one message, and they add up.</summary>
    OneTime,
    /// <summary>长期订阅: one consent holds until it is withdrawn.</summary>
    LongTerm,
}

/// <summary>A message that somebody got by a template.</summary>
/// <param name="Api">"message/template/send" or "message/subscribe/bizsend".</param>
public sealed record TemplateDelivery(string OpenId, string Api, string TemplateId, IReadOnlyDictionary<string, string> Values, string? Page, string MessageId, DateTimeOffset At);

/// <summary>
/// The account's templates, the consents of people and the quota of the day. What is taken appears on the person's screen at once; the platform's own report
/// of it (TEMPLATESENDJOBFINISH, subscribe_msg_sent_event) is pushed by <see cref="FakeWeChatPlatform.ReportTemplatesAsync"/>.
/// </summary>
public sealed class ApiTemplates(FakeWeChatPlatform platform)
{
    internal const string Send = "message/template/send", SendSubscription = "message/subscribe/bizsend";

    /// <summary>How long the same client_msg_id is the same message, by what others quote of the page.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Library Library, string[] Keys)> _approved = [];
    private readonly Dictionary<(string OpenId, string TemplateId), int> _consents = [];
    private readonly Dictionary<(string OpenId, string ClientId), (string MessageId, DateTimeOffset Until)> _clientIds = [];
    private readonly Dictionary<DateOnly, int> _sentOn = [];
    private readonly List<TemplateDelivery> _delivered = [];
    private readonly Queue<TemplateDelivery> _unreported = [];
    private long _messageId = 3_000_000_000_000_000_000;

    /// <summary>Template messages a day. WeChat: 100,000.</summary>
    public int PerDay { get; set; } = 100_000;

    /// <summary>Who got what, by which API, oldest first.</summary>
    public IReadOnlyList<TemplateDelivery> Delivered
    {
        get
        {
            lock (_gate)
            {
                return [.. _delivered];
            }
        }
    }

    /// <summary>Takes a template into the account. Every key must come with each message.</summary>
    public void Approve(string templateId, Library library, params string[] keys)
    {
        lock (_gate)
        {
            _approved[templateId] = (library, keys);
        }
    }

    /// <summary>Messages that the person has consented to; <see cref="int.MaxValue"/> for a long-term consent.</summary>
    public int ConsentsOf(string openId, string templateId)
    {
        lock (_gate)
        {
            return _consents.GetValueOrDefault((openId, templateId));
        }
    }

    /// <summary>A choice in the popup. A refused popup takes no one-time consent back.</summary>
    internal void Choose(string openId, string templateId, bool accept)
    {
        lock (_gate)
        {
            var key = (openId, templateId);
            _consents[key] = _approved.TryGetValue(templateId, out var template) && template.Library == Library.LongTerm ? accept ? int.MaxValue : 0
                : _consents.GetValueOrDefault(key) + (accept ? 1 : 0);
        }
    }

    /// <summary>Switched off in the settings.</summary>
    public void Withdraw(string openId, string templateId)
    {
        lock (_gate)
        {
            _consents[(openId, templateId)] = 0;
        }
    }

    internal IReadOnlyList<TemplateDelivery> TakeUnreported()
    {
        lock (_gate)
        {
            var all = _unreported.ToList();
            _unreported.Clear();
            return all;
        }
    }

    internal JsonObject SendTemplate(JsonObject message)
    {
        lock (_gate)
        {
            var openId = (string?)message["touser"] ?? "";
            if (platform.FindUser(openId) is not { } user)
            {
                return FakeWeChatApi.Error(40003);
            }

            if (!user.Follows)
            {
                return FakeWeChatApi.Error(43004);
            }

            if (Judge(message, library => library == Library.Template) is { } refused)
            {
                return refused;
            }

            var now = platform.Time.GetUtcNow();
            if ((string?)message["client_msg_id"] is { } clientId && _clientIds.TryGetValue((openId, clientId), out var before) && before.Until > now)
            {
                return Taken(before.MessageId);
            }

            // The platform counts by the days of Shanghai, which has no summer time.
            var today = DateOnly.FromDateTime(now.UtcDateTime.AddHours(8));
            if (_sentOn.GetValueOrDefault(today) >= PerDay)
            {
                return FakeWeChatApi.Error(45009);
            }

            _sentOn[today] = _sentOn.GetValueOrDefault(today) + 1;
            var id = Deliver(user, Send, message, "url");
            _clientIds[(openId, (string?)message["client_msg_id"] ?? id)] = (id, now + Remembered);
            return Taken(id);
        }
    }

    /// <summary>Whoever has consented need not follow.</summary>
    internal JsonObject SendNotice(JsonObject message)
    {
        lock (_gate)
        {
            var openId = (string?)message["touser"] ?? "";
            if (platform.FindUser(openId) is not { } user)
            {
                return FakeWeChatApi.Error(40003);
            }

            if (Judge(message, library => library != Library.Template) is { } refused)
            {
                return refused;
            }

            var key = (openId, (string)message["template_id"]!);
            if (_consents.GetValueOrDefault(key) is 0)
            {
                return FakeWeChatApi.Error(43101);
            }

            _consents[key] -= _consents[key] == int.MaxValue ? 0 : 1;
            return Taken(Deliver(user, SendSubscription, message, "page"));
        }
    }

    private JsonObject? Judge(JsonObject message, Func<Library, bool> fits)
    {
        if (!_approved.TryGetValue((string?)message["template_id"] ?? "", out var template) || !fits(template.Library))
        {
            return FakeWeChatApi.Error(40037);
        }

        foreach (var key in template.Keys)
        {
            if (TemplateRules.Complaint(key, message["data"]?[key]?["value"]) is { } complaint)
            {
                return FakeWeChatApi.Error(47003, $"argument invalid! data.{key}.value {complaint}");
            }
        }

        return null;
    }

    private string Deliver(FakeWeChatUser user, string api, JsonObject message, string page)
    {
        var id = (++_messageId).ToString(CultureInfo.InvariantCulture);
        var templateId = (string)message["template_id"]!;
        var values = _approved[templateId].Keys.ToDictionary(key => key, key => message["data"]![key]!["value"]!.ToString());
        var delivery = new TemplateDelivery(user.OpenId, api, templateId, values, (string?)message[page], id, platform.Time.GetUtcNow());
        _unreported.Enqueue(delivery);
        if (!user.BlocksMessages)
        {
            _delivered.Add(delivery);
            user.Screen.Add(new ScreenLine(string.Join('\n', values.Values), api == Send ? ShownAs.Template : ShownAs.Subscription, delivery.At));
        }

        return id;
    }

    private static JsonObject Taken(string id) => new() { ["errcode"] = 0, ["errmsg"] = "ok", ["msgid"] = long.Parse(id, CultureInfo.InvariantCulture) };
}
