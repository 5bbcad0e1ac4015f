using System.Globalization;
using System.Text.RegularExpressions;

namespace BotAssistant.Testing.WeChat;

/// <summary>A person with WeChat in hand.</summary>
public sealed partial class FakeWeChatUser(FakeWeChatPlatform platform, string openId)
{
    public string OpenId { get; } = openId;

    public Screen Screen { get; } = new();

    /// <summary>How many copies of each push reach us at once; 3 is a platform that lost every answer.</summary>
    public int Copies { get; set; } = 1;

    public bool Follows { get; set; } = true;

    /// <summary>Has switched 接收消息 off: a template message is taken by the platform and not shown.</summary>
    public bool BlocksMessages { get; set; }

    public Task<PushResult> SayAsync(string text) => MessageAsync("text", ("Content", text));

    /// <summary>Registers the photo with the platform and pushes its id. Returns after the push is answered.</summary>
    public Task<PushResult> SendPhotoAsync(byte[] bytes, string contentType = "image/jpeg")
    {
        var id = platform.Media.Keep(bytes, contentType);
        return MessageAsync("image", ("PicUrl", $"http://mmbiz.invalid/{id}"), ("MediaId", id));
    }

    public Task<PushResult> SendLocationAsync(double latitude, double longitude, string label) => MessageAsync("location",
        ("Location_X", latitude.ToString(CultureInfo.InvariantCulture)), ("Location_Y", longitude.ToString(CultureInfo.InvariantCulture)), ("Scale", "15"), ("Label", label));

    /// <summary>Taps the newest choice on the screen that shows this label.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<PushResult> TapAsync(string label)
    {
        var choice = Choices().LastOrDefault(choice => choice.Label == label);
        return choice.Token is null
            ? throw new InvalidOperationException($"No choice '{label}' on the screen.")
            : TapAsync(choice.Label, choice.Token);
    }

    /// <summary>Taps a choice that need not be on the screen any more.</summary>
    public Task<PushResult> TapAsync(string label, string token) =>
        platform.PushAsync(this, "text", Window.MenuClick, Copies, ("Content", label), ("MsgId", platform.NextMessageId()), ("bizmsgmenuid", token));

    /// <summary>The choices on the screen, oldest first.</summary>
    public IReadOnlyList<(string Label, string Token)> Choices() => [.. Screen.Lines
        .SelectMany(line => Link().Matches(line.Text))
        .Select(match => (Uri.UnescapeDataString(match.Groups[1].Value), Uri.UnescapeDataString(match.Groups[2].Value)))];

    public Task<PushResult> ClickMenuAsync(string key) => EventAsync("CLICK", Window.MenuClick, ("EventKey", key));

    public Task<PushResult> FollowAsync(string? scene = null)
    {
        Follows = true;
        return scene is null
            ? EventAsync("subscribe", Window.Follow, ("EventKey", ""))
            : EventAsync("subscribe", Window.Follow, ("EventKey", $"qrscene_{scene}"), ("Ticket", "TICKET"));
    }

    public Task<PushResult> UnfollowAsync()
    {
        Follows = false;
        return EventAsync("unsubscribe", Window.None, ("EventKey", ""));
    }

    public Task<PushResult> ScanAsync(string scene) => EventAsync("SCAN", Window.Scan, ("EventKey", scene), ("Ticket", "TICKET"));

    /// <summary>Answers one popup that asks for several templates.</summary>
    public Task<PushResult> AnswerPopupAsync(params (string TemplateId, bool Accept)[] answers)
    {
        foreach (var (templateId, accept) in answers)
        {
            platform.Api.Templates.Choose(OpenId, templateId, accept);
        }

        var list = string.Concat(answers.Select(answer =>
            $"<List>{PushXml.Field("TemplateId", answer.TemplateId)}{PushXml.Field("SubscribeStatusString", answer.Accept ? "accept" : "reject")}<PopupScene>1</PopupScene></List>"));
        return EventAsync("subscribe_msg_popup_event", Window.None, ("SubscribeMsgPopupEvent", list));
    }

    /// <summary>Switches templates off in the settings. The platform's own sample has the entries under the popup's name, and so has this.</summary>
    public Task<PushResult> WithdrawAsync(params string[] templateIds)
    {
        foreach (var templateId in templateIds)
        {
            platform.Api.Templates.Withdraw(OpenId, templateId);
        }

        var list = string.Concat(templateIds.Select(id => $"<List>{PushXml.Field("TemplateId", id)}{PushXml.Field("SubscribeStatusString", "reject")}</List>"));
        return EventAsync("subscribe_msg_change_event", Window.None, ("SubscribeMsgPopupEvent", list));
    }

    /// <summary>A message of any type; gets a MsgId of its own.</summary>
    public Task<PushResult> MessageAsync(string type, params (string Name, string Value)[] fields) =>
        platform.PushAsync(this, type, Window.Message, Copies, [.. fields, ("MsgId", platform.NextMessageId())]);

    /// <summary>An event of any kind.</summary>
    public Task<PushResult> EventAsync(string name, Window opens, params (string Name, string Value)[] fields) =>
        platform.PushAsync(this, "event", opens, Copies, [("Event", name), .. fields]);

    [GeneratedRegex("<a href=\"weixin://bizmsgmenu\\?msgmenucontent=([^&\"]*)&msgmenuid=([^\"]*)\">[^<]*</a>")]
    private static partial Regex Link();
}
