using System.Globalization;

namespace BotAssistant.WeChat.Receiving;

/// <summary>The answer on the push's own connection (Passive_user_reply_message). One per push.</summary>
internal static class PassiveReply
{
    /// <summary>"Taken, nothing to show": the platform neither retries nor tells the person of a fault. Never encrypted.</summary>
    public const string Success = "success";

    /// <param name="to">The person (the push's FromUserName).</param>
    /// <param name="from">The account (the push's ToUserName).</param>
    public static string Text(string to, string from, string content, DateTimeOffset now) =>
        $"<xml><ToUserName>{XmlText.CData(to)}</ToUserName><FromUserName>{XmlText.CData(from)}</FromUserName>"
        + $"<CreateTime>{Seconds(now)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{XmlText.CData(content)}</Content></xml>";

    /// <summary>The encrypted form; the nonce is the request's own.</summary>
    public static string Encrypted(string reply, WeChatCrypto crypto, string nonce, DateTimeOffset now)
    {
        var encrypt = crypto.Encrypt(reply);
        var timestamp = Seconds(now);
        return $"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{crypto.Sign(timestamp, nonce, encrypt)}]]></MsgSignature>"
            + $"<TimeStamp>{timestamp}</TimeStamp><Nonce>{XmlText.CData(nonce)}</Nonce></xml>";
    }

    private static string Seconds(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
