using System.Text;
using BotAssistant.Testing.WeChat;
using BotAssistant.WeChat;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Published vectors (the platform's worked example, EasyWeChat, WxJava, wechat-crypto) and the edges that they miss.</summary>
public sealed class WeChatCryptoTests
{
    private const string WxKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private const string WxAppId = "wxb11529c136998cb6";
    private static readonly string OfficialKey = new('A', 43);
    private const string OfficialAppId = "wxba5fad812f8e6fb9";

    private const string OfficialPush =
        "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";

    private const string OfficialReply = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";

    private const string EasyWeChatPush =
        "rTNFcsut4LfGuAFKEUVVpwcaCOTJzOd9twZdIW910jb3k+iicx2uvhttIZ3Qg9Qgty3BEF2xbOrz6boTfb30dMomcgrkTqdFPwnhqbk+kIQ7rZiwny9D7NUrTgA5kpX3KsZvrXzUZyP2x9YOlxbgm572lmxKvM7HAQQhIQ/p6HBmoY30bGXFK0BtIu1pW9TjhOYrLQoU18nWYjWqDA1ynkmOytpv7QRI1P1+0NoxL0q2zO1DgeSvnE8CZGo/o5Ap/WHK5W2RAsinpzN4/LjPnmB6U01I5XCoJoC0GK/yMZycd2Oh8Nq6+wBkC1U85oy0ktOY4nLvsQMLrourmMGdZHuTbqpeJ8Ao/5PRYJ+WBvRUwPfGKBL2+2IKZF49vAJqkcGWSHGE76ZN2erXeuNazf/o9o3lIE3q739o4c8t9QGPe31GT2Go/rOz1BsrASwvauNulCh+++yz+CQzBIuikA==";

    private const string Pad17Push =
        "Q3stYC6hdFzMh9T8HCvyDH45BpcPeTq+5Qu3UFRS62yZ+hzDWIfxyrD9Ys+2Slo+MkfKW99LDRL/yINjoakHNO8+zmXx+ZZFo4zcia5GkIQIvRlN+8NH7PdAFUS8qrHNxCMt4nKe62aUyPJxicP0VylrHzzFp56Cpl3druKEoObEbC+Ky4xJHJcll/L/4JZQhjpnavv9GxkNSf4twt5ZmhRCJY/+2ohYzyWP8o8h8n6L/QHqoQZ1B2k/0pHA6Lq5oLnbKaLJTPaKXcO50SPboxN/bMzpB9Ot62lHtptjZ7W8YbxWUhXGxeRxVbuNwYHfDJN0lmcAPqYNbf3BNsgorMpF1pTiYxLflTXliu2g7t6L/4xL2EEyrPOrZtKzobSO";

    private const string Pad1Push =
        "Q3stYC6hdFzMh9T8HCvyDIcCirSsborFsaJyH8LBouF6Q9g5NQdasNIRIQo2An4uZD4gLz8Np/hDwUwrJ5u/EfxLlQn9WcFzunAV2myFSPouw58P/gPNtzKiaR7BqH4eUYSK/8Z9fykBroTNDpkneeMRjeDYNvCGbGj1+r65v50XoQhvZPmRqhoCtNhNRIPMNXNz58AdI3D46V4z60OtyWqRsrJrr5oN09w0kRUllb5mPW3rao4/3GKBZ0p+uC2l6k6MiXFBaf2ZZT3lGxL9fvIYblWhwMbnK8TfozgM559VJ5ol5in8Tq3g8DD04VAQw+Te8m4P96kYEzSZCAno4fwZ9p/h9QzwzbZh8WRK20cPJSrAh8z/sbn9pdcgPEHe";

    private static string Message(string content) =>
        $"<xml><ToUserName><![CDATA[gh_ningbo]]></ToUserName><FromUserName><![CDATA[oOpenId_0001]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content><MsgId>1</MsgId></xml>";

    [Theory]
    [InlineData("AAAAA", "f464b24fc39322e44b38aa78f5edd27bd1441696", "1714036504", "1514711492")]
    [InlineData("AAAAA", "899cf89e464efb63f54ddac96b0a0a235f53aa78", "1714037059", "486452656")]
    [InlineData("AAAAA", "6c5c811b55cc85e0e1b54100749188c20beb3f5d", "1714112445", "415670741")]
    [InlineData("AAAAA", "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3", "1714112445", "415670741", OfficialPush)]
    [InlineData("AAAAA", "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1", "1713424427", "415670741", OfficialReply)]
    [InlineData("pamtest", "4f3ad57b6989f09f4eb392acce4f9e93942ed890", "1458300676", "260774613", EasyWeChatPush)]
    [InlineData("RMNlACHlV5ThzfRlVS4D4", "8edac0945683c119ee71c9f6256d76c48aa08a96", "timestamp", "nonce", "encrypt")]
    [InlineData("token", "0d90bbfb69a08c3b8db8f42e3afb9561fbfc3472", "1700000000", "nonce1", Pad17Push)]
    [InlineData("token", "50b6b65247ecb0c44a59d01a1f971c4afd014f32", "1700000000", "nonce1", Pad1Push)]
    public void A_signature_is_as_published(string token, string expected, params string[] parts)
    {
        var crypto = new WeChatCrypto(token, "wx", null);

        Assert.Equal(expected, crypto.Sign(parts));
        Assert.True(crypto.IsSignedBy(expected, parts));
        Assert.False(crypto.IsSignedBy(expected[..^1] + (expected[^1] == '0' ? '1' : '0'), parts));
        Assert.False(crypto.IsSignedBy(expected.ToUpperInvariant(), parts));
        Assert.False(crypto.IsSignedBy("", parts));
    }

    [Fact]
    public void A_signature_sorts_by_code_unit_and_not_by_culture() =>
        Assert.Equal("380629f91e1f27418aafc1df8de36af570d250ff", new WeChatCrypto("token", "wx", null).Sign("1409304348", "nonce1", "ZGVmYXVsdA=="));

    [Fact]
    public void The_official_push_decrypts() => Assert.Equal(
        """{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}""",
        Decrypt(OfficialAppId, OfficialKey, OfficialPush));

    [Fact]
    public void The_official_reply_decrypts_and_encrypts()
    {
        const string Clear = """{"demo_resp":"good luck"}""";

        Assert.Equal(Clear, Decrypt(OfficialAppId, OfficialKey, OfficialReply));
        Assert.Equal(OfficialReply, new WeChatCrypto("AAAAA", OfficialAppId, OfficialKey).Encrypt(Clear, "707722b803182950"u8));
    }

    [Fact]
    public void The_EasyWeChat_push_decrypts()
    {
        var message = Decrypt(WxAppId, WxKey, EasyWeChatPush)!;

        Assert.StartsWith("<xml><URL>", message.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("hello", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_WxJava_ciphertext_is_reproduced() => Assert.Equal(
        "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
        new WeChatCrypto("pamtest", WxAppId, WxKey).Encrypt("我是中文abcd123", "aaaabbbbccccdddd"u8));

    [Theory]
    [InlineData("年糕", Pad17Push)]
    [InlineData("年糕aaaaaaaaaaaaaaaa", Pad1Push)]
    public void Padding_of_17_and_of_1_works_both_ways(string content, string encrypt)
    {
        var account = WeChatAccount.Synthetic;

        Assert.Equal(Message(content), Decrypt(account.AppId, account.EncodingAesKey, encrypt));
        Assert.Equal(encrypt, new WeChatCrypto(account.Token, account.AppId, account.EncodingAesKey).Encrypt(Message(content), "0123456789abcdef"u8));
    }

    [Fact]
    public void Every_length_of_padding_comes_back()
    {
        var account = WeChatAccount.Synthetic;
        var crypto = new WeChatCrypto(account.Token, account.AppId, account.EncodingAesKey);
        var platform = new WeChatCipher(account);
        foreach (var message in Enumerable.Range(0, 65).Select(length => new string('x', length)))
        {
            Assert.Equal(message, platform.Decrypt(crypto.Encrypt(message)));
            Assert.Equal(message, Encoding.UTF8.GetString(crypto.Decrypt(platform.Encrypt(message))!));
        }
    }

    [Fact]
    public void Another_accounts_message_is_refused() => Assert.Null(Decrypt("invalid appid", WxKey, EasyWeChatPush));

    [Theory]
    [InlineData("")]
    [InlineData("====")]
    [InlineData("no base64 at all!")]
    [InlineData("AAAA")]
    [InlineData("+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/o")]
    public void A_broken_ciphertext_is_refused(string encrypt) => Assert.Null(Decrypt(OfficialAppId, OfficialKey, encrypt));

    [Fact]
    public void A_flipped_bit_anywhere_never_passes_for_the_message()
    {
        var bytes = Convert.FromBase64String(Pad17Push);
        var account = WeChatAccount.Synthetic;
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 4;
            Assert.NotEqual(Message("年糕"), Decrypt(account.AppId, account.EncodingAesKey, Convert.ToBase64String(bytes)));
            bytes[i] ^= 4;
        }
    }

    public static TheoryData<string, byte[]> Malformed()
    {
        byte[] full = [.. "0123456789abcdef"u8, 0, 0, 0, 2, .. "hi"u8, .. "wx1234567890abcdef"u8];
        var pad = 64 - full.Length;
        return new()
        {
            { "pad byte 0", [.. full, .. new byte[pad]] },
            { "pad byte 33", [.. full, .. Enumerable.Repeat((byte)33, pad)] },
            { "unequal pad bytes", [.. full, .. Enumerable.Repeat((byte)pad, pad - 2), 1, (byte)pad] },
            { "pad longer than the text", Enumerable.Repeat((byte)32, 16).ToArray() },
            { "nothing but pad", Enumerable.Repeat((byte)32, 32).ToArray() },
            { "length beyond the end", Padded([.. "0123456789abcdef"u8, 0, 0, 1, 0, .. "hi"u8, .. "wx1234567890abcdef"u8]) },
            { "negative length", Padded([.. "0123456789abcdef"u8, 255, 255, 255, 255, .. "hi"u8, .. "wx1234567890abcdef"u8]) },
            { "no head", Padded([.. "0123456789"u8]) },
            { "no appid", Padded([.. "0123456789abcdef"u8, 0, 0, 0, 2, .. "hi"u8]) },
        };
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_clear_text_is_refused(string what, byte[] clear)
    {
        var account = WeChatAccount.Synthetic;

        Assert.True(Decrypt(account.AppId, account.EncodingAesKey, new WeChatCipher(account).EncryptRaw(clear)) is null, what);
    }

    [Fact]
    public void A_well_formed_clear_text_of_the_same_make_is_taken() => Assert.Equal("hi", Decrypt(
        "wx1234567890abcdef", WxKey, new WeChatCipher(WeChatAccount.Synthetic).EncryptRaw(Padded([.. "0123456789abcdef"u8, 0, 0, 0, 2, .. "hi"u8, .. "wx1234567890abcdef"u8]))));

    [Theory]
    [InlineData("encodingAESKey")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDEF")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDEF=")]
    public void A_key_of_the_wrong_length_or_letters_is_refused(string key) => Assert.Throws<ArgumentException>(() => new WeChatCrypto("t", "wx", key));

    [Fact]
    public void A_key_with_trailing_bits_is_taken() => Assert.NotEmpty(new WeChatCrypto("t", "wx", "bAZC8S8nz5fcQ0Ui2HxQVGbC6FzyrzWKSuDbmzpBo3G").Encrypt("x"));

    private static byte[] Padded(byte[] full)
    {
        var pad = 32 - (full.Length % 32);
        return [.. full, .. Enumerable.Repeat((byte)pad, pad)];
    }

    private static string? Decrypt(string appId, string key, string encrypt) =>
        new WeChatCrypto("AAAAA", appId, key).Decrypt(encrypt) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
