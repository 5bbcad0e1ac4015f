using System.Globalization;
using System.Text;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>A callback to try. <paramref name="Signed"/>: its signature is right, so it may be taken if it can be read; else it must be refused.</summary>
internal sealed record Callback(string What, HttpMethod Method, string Query, byte[] Body, bool Signed);

/// <summary>Makes callbacks from a genuine one by every kind of damage. The same random numbers make the same callback.</summary>
internal sealed class CallbackMutator(WeChatAccount account, PushMode mode)
{
    private readonly WeChatCipher _cipher = new(account);

    private static readonly string[] Names = ["signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature", "echostr"];
    private static readonly string[] Odd = ["", "0", "aes", "raw", "AES", "null", "%00", "%FF%FE", "<xml>", "' or 1=1", "年糕", "\u202e", "../../etc/passwd", "-1", "1e999"];

    public Callback Next(Random random)
    {
        var kind = random.Next(18);
        return kind switch
        {
            0 => Unsigned(random, "signature flipped", query => Flip(query, random)),
            1 => Unsigned(random, "parameter dropped", query => Drop(query, mode == PushMode.Plain ? "signature" : "msg_signature")),
            2 => Unsigned(random, "parameter twice", query => $"{query}&timestamp=1&msg_signature=x&signature=y"),
            3 => Unsigned(random, "query of garbage", _ => Garbage(random)),
            4 => Unsigned(random, "nonce changed", query => query.Replace("nonce=", "nonce=7", StringComparison.Ordinal)),
            5 => new("GET with garbage", HttpMethod.Get, Garbage(random), [], false),
            6 => Damaged(random),
            7 => Signed(random, "inner XML damaged", Damage(Text(random, Words(random)), random)),
            8 => Signed(random, "DTD", $"<!DOCTYPE xml [<!ENTITY a \"{Words(random)}\"><!ENTITY b \"&a;&a;&a;&a;\">]>{Text(random, "&b;").Replace("<![CDATA[&b;]]>", "&b;", StringComparison.Ordinal)}"),
            9 => Signed(random, "deep", Deep(random.Next(1, 3_000))),
            10 => random.Next(40) == 0 ? Signed(random, "huge", Text(random, new string('x', random.Next(700_000, 1_400_000)))) : Signed(random, "long", Text(random, new string('年', random.Next(5_000)))),
            11 => Ciphertext(random, "another account", _cipher.Encrypt(Text(random, "x"), "wxfffffffffffffff0")),
            12 => Signed(random, "any text", Text(random, Words(random))),
            13 => new("body of bytes", HttpMethod.Post, Genuine(random).Query, Bytes(random, random.Next(400)), mode == PushMode.Plain),
            14 => Ciphertext(random, "blocks of bytes", _cipher.EncryptRaw(Bytes(random, 16 * random.Next(1, 20)))),
            15 => Ciphertext(random, "ciphertext cut", Cut(_cipher.Encrypt(Text(random, "x")), random)),
            16 => Ciphertext(random, "bits of the ciphertext flipped", FlipBits(_cipher.Encrypt(Text(random, "x")), random)),
            _ => Signed(random, "many fields", $"<xml><FromUserName>o</FromUserName><MsgType>text</MsgType>{string.Concat(Enumerable.Range(0, random.Next(3_000)).Select(n => $"<f{n % 7}/>"))}</xml>"),
        };
    }

    /// <summary>One that must be taken.</summary>
    public Callback Genuine(Random random) => Signed(random, "genuine", Text(random, "年糕"));

    private Callback Signed(Random random, string what, string message)
    {
        if (mode == PushMode.Plain)
        {
            return new(what, HttpMethod.Post, Query(random, null), Encoding.UTF8.GetBytes(message), true);
        }

        return Ciphertext(random, what, _cipher.Encrypt(message));
    }

    /// <summary>An envelope with the right signature over whatever it holds.</summary>
    private Callback Ciphertext(Random random, string what, string encrypt) => new(what, HttpMethod.Post, Query(random, encrypt),
        Encoding.UTF8.GetBytes($"<xml><ToUserName><![CDATA[{account.OriginalId}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"), mode != PushMode.Plain);

    private Callback Unsigned(Random random, string what, Func<string, string> mutate)
    {
        var genuine = Genuine(random);
        return genuine with { What = what, Query = mutate(genuine.Query), Signed = false };
    }

    /// <summary>The body changed after it was signed. In plain mode the signature does not cover it, which is why plain mode is for tests only.</summary>
    private Callback Damaged(Random random)
    {
        var genuine = Genuine(random);
        if (mode == PushMode.Plain)
        {
            return genuine with { What = "body damaged", Body = Encoding.UTF8.GetBytes(Damage(Encoding.UTF8.GetString(genuine.Body), random)) };
        }

        var body = (byte[])genuine.Body.Clone();
        var start = body.AsSpan().IndexOf("<Encrypt><![CDATA["u8) + "<Encrypt><![CDATA["u8.Length;
        var end = body.AsSpan().IndexOf("]]></Encrypt>"u8);
        var at = random.Next(start, end);
        body[at] = body[at] == (byte)'A' ? (byte)'B' : (byte)'A';
        return genuine with { What = "body damaged", Body = body, Signed = false };
    }

    private string Query(Random random, string? encrypt)
    {
        var (timestamp, nonce) = (random.Next().ToString(CultureInfo.InvariantCulture), random.Next().ToString(CultureInfo.InvariantCulture));
        var query = $"?signature={WeChatCipher.Sign(account.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&openid=o1";
        return encrypt is null ? query : $"{query}&encrypt_type=aes&msg_signature={WeChatCipher.Sign(account.Token, timestamp, nonce, encrypt)}";
    }

    private string Text(Random random, string content) => PushXml.Of(account, $"o{random.Next(1_000)}", DateTimeOffset.UnixEpoch.AddSeconds(random.Next()), "text",
        ("Content", content), ("MsgId", random.NextInt64().ToString(CultureInfo.InvariantCulture)));

    private static string Drop(string query, string name) => string.Join('&', query.Split('&').Where(part => !part.TrimStart('?').StartsWith($"{name}=", StringComparison.Ordinal))) is var rest && rest.StartsWith('?') ? rest : $"?{rest}";

    private string Flip(string query, Random random)
    {
        var name = mode == PushMode.Plain ? "?signature=" : "msg_signature=";
        var at = query.IndexOf(name, StringComparison.Ordinal) + name.Length + random.Next(40);
        return $"{query[..at]}{(query[at] == 'a' ? 'b' : 'a')}{query[(at + 1)..]}";
    }

    private static string Garbage(Random random)
    {
        var query = new StringBuilder("?");
        for (var i = random.Next(8); i >= 0; i--)
        {
            var value = random.Next(10) == 0 ? new string('z', random.Next(1_500)) : Odd[random.Next(Odd.Length)];
            query.Append(Names[random.Next(Names.Length)]).Append('=').Append(random.Next(2) == 0 ? Uri.EscapeDataString(value) : new string([.. value.Where(char.IsAsciiLetterOrDigit)])).Append('&');
        }

        return query.ToString();
    }

    private static string Damage(string xml, Random random)
    {
        var damaged = new StringBuilder(xml);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(damaged.Length);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = (char)random.Next(0x250);
                    break;
                case 1:
                    damaged.Remove(at, Math.Min(random.Next(1, 20), damaged.Length - at)).Append(' ');
                    break;
                case 2:
                    damaged.Insert(at, Odd[random.Next(Odd.Length)]);
                    break;
                default:
                    damaged.Insert(at, "<![CDATA[&#0;<!--]]>");
                    break;
            }
        }

        return damaged.ToString();
    }

    private static string Deep(int depth) => $"<xml><FromUserName>o</FromUserName><MsgType>text</MsgType>{string.Concat(Enumerable.Repeat("<d>", depth))}{string.Concat(Enumerable.Repeat("</d>", depth))}</xml>";

    private static string Words(Random random)
    {
        var words = new char[random.Next(200)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x20, 0x7F));
        }

        return new string(words);
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Cut(string encrypt, Random random) => encrypt[..random.Next(encrypt.Length)];

    private static string FlipBits(string encrypt, Random random)
    {
        var bytes = Convert.FromBase64String(encrypt);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Convert.ToBase64String(bytes);
    }
}
