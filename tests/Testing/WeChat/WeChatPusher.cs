using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace BotAssistant.Testing.WeChat;

/// <summary>What our server answered to one push.</summary>
/// <param name="Text">The passive text reply; null for "success" or an empty body.</param>
public sealed record PushReply(HttpStatusCode Status, string Body, string? Text);

/// <summary>
/// The platform's sending side and nothing more: signs, encrypts, posts once, checks and opens the answer. Cheap enough for a load generator.
/// Thread-safe.
/// </summary>
public sealed partial class WeChatPusher(HttpClient http, Uri callback, WeChatAccount account, PushMode mode, TimeProvider time)
{
    private readonly WeChatCipher _cipher = new(account);

    public WeChatAccount Account => account;

    /// <summary>One try with a fresh timestamp, nonce and ciphertext, as each retry of the platform has.</summary>
    /// <exception cref="WeChatProtocolException">A 200 whose body the platform would not take.</exception>
    public async Task<PushReply> PushAsync(string message, CancellationToken stop = default)
    {
        var (address, body, nonce) = Request(message);
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        using var response = await http.PostAsync(address, content, stop);
        var answer = await response.Content.ReadAsStringAsync(stop);
        return response.StatusCode == HttpStatusCode.OK
            ? new PushReply(response.StatusCode, answer, Open(answer, nonce, message))
            : new PushReply(response.StatusCode, answer, null);
    }

    /// <summary>The signed request for a message: address, body, nonce.</summary>
    public (Uri Address, string Body, string Nonce) Request(string message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var query = $"?signature={WeChatCipher.Sign(account.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}";
        query += Sender().Match(message) is { Success: true } sender ? $"&openid={Uri.EscapeDataString(sender.Groups[1].Value)}" : "";
        if (mode == PushMode.Plain)
        {
            return (new Uri(callback, query), message, nonce);
        }

        var encrypt = _cipher.Encrypt(message);
        query += $"&encrypt_type=aes&msg_signature={WeChatCipher.Sign(account.Token, timestamp, nonce, encrypt)}";
        var envelope = mode == PushMode.Safe
            ? $"<xml>{PushXml.Field("ToUserName", account.OriginalId)}{PushXml.Field("Encrypt", encrypt)}</xml>"
            : message.Replace("</xml>", $"{PushXml.Field("Encrypt", encrypt)}</xml>", StringComparison.Ordinal);
        return (new Uri(callback, query), envelope, nonce);
    }

    /// <summary>The console's check of the address. Returns the body of a 200, else null.</summary>
    public async Task<string?> VerifyAsync(string echo, CancellationToken stop = default)
    {
        var (address, _, _) = new WeChatPusher(http, callback, account, PushMode.Plain, time).Request("");
        using var response = await http.GetAsync(new Uri($"{address}&echostr={Uri.EscapeDataString(echo)}"), stop);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(stop) : null;
    }

    private string? Open(string answer, string nonce, string message)
    {
        if (answer is "" or "success")
        {
            return null;
        }

        var reply = Parse(answer);
        if (reply.Element("Encrypt") is { } encrypt)
        {
            var expected = WeChatCipher.Sign(account.Token, Value(reply, "TimeStamp"), Value(reply, "Nonce"), encrypt.Value);
            Require(Value(reply, "MsgSignature") == expected, "The reply's signature is wrong.");
            Require(Value(reply, "Nonce") == nonce, "The reply does not repeat the nonce.");
            reply = Parse(_cipher.Decrypt(encrypt.Value));
        }
        else
        {
            Require(mode != PushMode.Safe, "A clear reply in safe mode.");
        }

        // Looked for, not parsed: the platform passes on characters that no XML reader takes.
        Require(message.Contains($"<FromUserName><![CDATA[{Value(reply, "ToUserName")}]]>", StringComparison.Ordinal), "The reply is not to the sender.");
        Require(Value(reply, "FromUserName") == account.OriginalId, "The reply is not from the account.");
        Require(long.TryParse(Value(reply, "CreateTime"), NumberStyles.None, CultureInfo.InvariantCulture, out _), "CreateTime is no number.");
        Require(Value(reply, "MsgType") == "text", "Not a text reply.");
        var text = Value(reply, "Content");
        Require(text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= 2048, "The reply's text is empty or longer than 2048 bytes.");
        return text;
    }

    private static XElement Parse(string xml)
    {
        try
        {
            return XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root is { Name.LocalName: "xml" } root ? root : throw new WeChatProtocolException("The reply's root is not xml.");
        }
        catch (XmlException broken)
        {
            throw new WeChatProtocolException($"The reply is no XML: {broken.Message}");
        }
    }

    private static string Value(XElement element, string name) =>
        element.Element(name)?.Value ?? throw new WeChatProtocolException($"The reply has no {name}.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new WeChatProtocolException(otherwise);
        }
    }

    [GeneratedRegex(@"<FromUserName><!\[CDATA\[(.*?)\]\]>")]
    private static partial Regex Sender();
}
