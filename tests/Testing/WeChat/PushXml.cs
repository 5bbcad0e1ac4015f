using System.Globalization;
using System.Security;

namespace BotAssistant.Testing.WeChat;

/// <summary>The XML of what the platform pushes.</summary>
public static class PushXml
{
    /// <summary>A message or event: the common fields, then these, in this order. Nested values are given as XML.</summary>
    public static string Of(WeChatAccount account, string openId, DateTimeOffset at, string type, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var xml = new System.Text.StringBuilder("<xml>")
            .Append(Field("ToUserName", account.OriginalId)).Append(Field("FromUserName", openId))
            .Append(CultureInfo.InvariantCulture, $"<CreateTime>{at.ToUnixTimeSeconds()}</CreateTime>")
            .Append(Field("MsgType", type));
        foreach (var (name, value) in fields)
        {
            xml.Append(value.StartsWith('<') && value.EndsWith('>') && !value.StartsWith("<a", StringComparison.Ordinal) ? $"<{name}>{value}</{name}>" : Field(name, value));
        }

        return xml.Append("</xml>").ToString();
    }

    public static string Field(string name, string value) => name is "MsgId" or "MsgID"
        ? $"<{name}>{value}</{name}>"
        : value.Contains("]]>", StringComparison.Ordinal) ? $"<{name}>{SecurityElement.Escape(value)}</{name}>"
        : $"<{name}><![CDATA[{value}]]></{name}>";
}
