using System.Text;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>Customer-service messages: within the window and its quota, they appear on the person's screen.</summary>
internal sealed class ApiMessages(FakeWeChatPlatform platform)
{
    public JsonObject Send(JsonObject message)
    {
        if (platform.FindUser((string?)message["touser"] ?? "") is not { } user)
        {
            return FakeWeChatApi.Error(40003);
        }

        if (!user.Follows)
        {
            return FakeWeChatApi.Error(43004);
        }

        var (code, text) = Read(message);
        code = code == 0 ? platform.Windows.Take(user.OpenId) : code;
        if (code == 0)
        {
            user.Screen.Add(new ScreenLine(text, ShownAs.Message, platform.Time.GetUtcNow()));
        }

        return FakeWeChatApi.Error(code);
    }

    public JsonObject Type(JsonObject request) => FakeWeChatApi.Error(
        platform.FindUser((string?)request["touser"] ?? "") is null ? 40003 : (string?)request["command"] is "Typing" or "CancelTyping" ? 0 : 45072);

    private (int Code, string Text) Read(JsonObject message)
    {
        switch ((string?)message["msgtype"])
        {
            case "text":
                var text = (string?)message["text"]?["content"] ?? "";
                return (text.Length == 0 ? 44004 : Encoding.UTF8.GetByteCount(text) > 2048 ? 45002 : 0, text);
            case "image" or "voice" or "mpnews":
                var id = (string?)message[(string)message["msgtype"]!]?["media_id"];
                return (platform.Media.Find(id) is null ? 40007 : 0, $"[{message["msgtype"]}]");
            case "news":
                return (message["news"]?["articles"] is JsonArray { Count: 1 } ? 0 : 45008, "[news]");
            case "msgmenu":
                // As on test accounts and many verified ones.
                return (40200, "");
            case "video" or "music" or "wxcard" or "miniprogrampage":
                return (0, $"[{message["msgtype"]}]");
            default:
                return (40008, "");
        }
    }
}
