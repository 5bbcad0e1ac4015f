using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Receiving;

/// <summary>Brings a verified push into the product's one shape. Never throws for what the platform may send: an unknown kind is a kind.</summary>
internal sealed class PushNormalizer(WeChatOptions options, TimeProvider time)
{
    private const string ScenePrefix = "qrscene_";

    /// <summary>
    /// Together they are the same for each retry and differ otherwise. MsgId alone collides across people (WxJava #333); From + CreateTime
    /// of an event collides with a LOCATION report of the same second (weixin-java-tools #66).
    /// </summary>
    private static readonly string[] Identity =
        ["FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey", "MsgID", "Ticket", "UserCardCode", "OpenID", "RevokeInfo"];

    /// <summary>Of a message without MsgId.</summary>
    private static readonly string[] IdentityByContent = ["Content", "MediaId", "Url", "Location_X", "Location_Y"];

    /// <summary>Already in the message itself.</summary>
    private static readonly string[] Represented = ["ToUserName", "FromUserName", "CreateTime", "Content"];

    private readonly string _appId = options.AppId ?? "";
    private readonly HashSet<string> _longTerm = [.. options.Notices.Where(notice => notice.LongTerm).Select(notice => notice.TemplateId!)];

    /// <summary>The message, or null when the push does not say from whom or what it is.</summary>
    public InboundMessage? Normalize(WeChatPush push)
    {
        if (push["FromUserName"] is not { } sender || push["MsgType"] is not { } type)
        {
            return null;
        }

        var isEvent = type.Equals("event", StringComparison.OrdinalIgnoreCase);
        var kind = isEvent
            ? PushKinds.Events.GetValueOrDefault(push["Event"] ?? "")
            : PushKinds.Messages.GetValueOrDefault(type);
        // The sender of an authorisation event is the platform; it is about the person in OpenID.
        var address = new ChatAddress(WeChatChannel.ChannelName, _appId, isEvent ? push["OpenID"] ?? sender : sender);
        var choice = isEvent ? null : push["bizmsgmenuid"];
        return new InboundMessage(DedupeKey(push), address, SentAt(push), kind?.Kind ?? InboundKind.Unknown)
        {
            Text = Text(push, kind),
            ChoiceToken = choice,
            Media = Media(push),
            Fields = push.Fields.Where(field => !Represented.Contains(field.Key)).ToDictionary(StringComparer.Ordinal),
            Consents = isEvent ? PushReports.Consents(push, _longTerm) : [],
            Deliveries = isEvent ? PushReports.Deliveries(push) : [],
            Grants = Window(choice is null ? kind?.Grant ?? Grant.None : Grant.MenuClick),
        };
    }

    private static string? Text(WeChatPush push, PushKind? kind) => kind switch
    {
        null or { Text: null } => null,
        { Kind: InboundKind.Text } => push.Fields.GetValueOrDefault("Content") ?? "",
        { Kind: InboundKind.Followed } => Scene(push["EventKey"]),
        _ => push[kind.Text],
    };

    private static string? Scene(string? eventKey)
    {
        var scene = eventKey?.StartsWith(ScenePrefix, StringComparison.Ordinal) == true ? eventKey[ScenePrefix.Length..] : eventKey;
        return string.IsNullOrEmpty(scene) ? null : scene;
    }

    private static IReadOnlyList<MediaReference> Media(WeChatPush push) =>
        push["MediaId"] is { } id ? [new MediaReference(id, push["PicUrl"])] : [];

    /// <summary>CreateTime is in seconds. One that is no time (or in milliseconds) is replaced by now: a verified message is not lost for it.</summary>
    private DateTimeOffset SentAt(WeChatPush push) =>
        long.TryParse(push["CreateTime"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : time.GetUtcNow();

    /// <summary>Hashed: the key has one length and names nobody.</summary>
    private string DedupeKey(WeChatPush push)
    {
        var identity = new StringBuilder(_appId);
        // Of an event with entries each counts: two popups of one second differ in nothing else.
        var entries = push.Fields.Keys.Where(PushReports.IsEntry).Order(StringComparer.Ordinal);
        foreach (var name in (push["MsgId"] is null ? Identity.Concat(IdentityByContent) : Identity).Concat(entries))
        {
            if (push[name] is { } value)
            {
                identity.Append('\n').Append(name).Append('=').Append(value);
            }
        }

        return $"wechat:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString())))}";
    }

    private SendWindow? Window(Grant grant)
    {
        var windows = options.Windows;
        var window = grant switch
        {
            Grant.Message => windows.Message,
            Grant.MenuClick => windows.MenuClick,
            Grant.Follow => windows.Follow,
            Grant.Scan => windows.Scan,
            _ => null,
        };
        return window is null ? null : new SendWindow(Math.Max(0, window.Messages - windows.Reserve), window.Lasts);
    }
}
