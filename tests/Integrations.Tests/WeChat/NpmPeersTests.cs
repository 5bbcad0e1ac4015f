using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using BotAssistant.WeChat;
using Xunit;

[assembly: AssemblyFixture(typeof(NpmPeers))]

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Independent implementations on the other side of the wire (tests/Clients/README.md).</summary>
public sealed class NpmPeersTests(NpmPeers peers)
{
    private const string TemplateApi = "message/template/send";
    private static readonly WeChatAccount Account = WeChatAccount.Synthetic;
    private static readonly object AccountJson = new { token = Account.Token, key = Account.EncodingAesKey, appId = Account.AppId, secret = Account.AppSecret };
    private static readonly WeChatCrypto Crypto = new(Account.Token, Account.AppId, Account.EncodingAesKey);

    public static TheoryData<string> CryptoLibraries => ["wechat-crypto", "node-easywechat", "nest-wechat"];

    [Theory]
    [MemberData(nameof(CryptoLibraries))]
    public async Task They_read_what_we_encrypt(string library)
    {
        foreach (var message in new[] { "年糕🍡", new string('x', 11), new string('x', 12), new string('年', 682) })
        {
            var encrypt = Crypto.Encrypt(message);
            var output = await peers.RunAsync("crypto.cjs", new
            {
                library,
                account = AccountJson,
                decrypt = new { encrypt, signature = Crypto.Sign("1714112445", "415670741", encrypt), timestamp = "1714112445", nonce = "415670741" },
            });

            Assert.Equal(message, output.GetProperty("message").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(CryptoLibraries))]
    public async Task We_read_what_they_encrypt(string library)
    {
        foreach (var message in new[] { "年糕🍡", new string('x', 11), new string('x', 12) })
        {
            var output = await peers.RunAsync("crypto.cjs", new { library, account = AccountJson, encrypt = new { message, timestamp = "1714112445", nonce = "415670741" } });
            var encrypt = output.GetProperty("encrypt").GetString()!;

            Assert.True(Crypto.IsSignedBy(output.GetProperty("signature").GetString()!, "1714112445", "415670741", encrypt));
            Assert.Equal(message, Encoding.UTF8.GetString(Crypto.Decrypt(encrypt)!));
        }
    }

    [Theory]
    [MemberData(nameof(CryptoLibraries))]
    public async Task They_read_the_replies_of_our_endpoint(string library)
    {
        await using var server = await WeChatServer.StartAsync();
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(new OutboundPart("您好 ]]> 🍡"));
        var reply = await server.Platform.PushOnceAsync(Text("o1", "hi", "1"));
        var envelope = System.Xml.Linq.XDocument.Parse(reply.Body).Root!;

        var output = await peers.RunAsync("crypto.cjs", new
        {
            library,
            account = AccountJson,
            decrypt = new
            {
                encrypt = envelope.Element("Encrypt")!.Value,
                signature = envelope.Element("MsgSignature")!.Value,
                timestamp = envelope.Element("TimeStamp")!.Value,
                nonce = envelope.Element("Nonce")!.Value,
            },
        });

        Assert.Equal("您好 ]]> 🍡", System.Xml.Linq.XDocument.Parse(output.GetProperty("message").GetString()!).Root!.Element("Content")!.Value);
    }

    [Fact]
    public async Task A_WeChat_side_of_theirs_talks_to_our_endpoint()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Inbox.Answer = message => Task.FromResult(message.Kind == InboundKind.Text ? new OutboundPart($"{message.Text} ]]> <a href=\"x\">") : null);

        var output = await peers.RunAsync("push.cjs", new
        {
            url = server.Callback,
            account = AccountJson,
            messages = new[] { Text("o1", "年糕 & <b>🍡", "1"), PushXml.Of(Account, "o1", DateTimeOffset.UnixEpoch, "event", ("Event", "VIEW"), ("EventKey", "u")), "<xml/>" },
        });

        var reply = output[0].GetProperty("reply");
        Assert.Equal("年糕 & <b>🍡 ]]> <a href=\"x\">", reply.GetProperty("Content").GetString());
        Assert.Equal(("o1", Account.OriginalId), (reply.GetProperty("ToUserName").GetString(), reply.GetProperty("FromUserName").GetString()));
        Assert.Equal("success", output[1].GetProperty("body").GetString());
        Assert.Equal(403, output[2].GetProperty("status").GetInt32());
        Assert.Equal([InboundKind.Text, InboundKind.Report], server.Inbox.Received.Select(message => message.Kind));
    }

    [Theory]
    [InlineData(PushMode.Plain)]
    [InlineData(PushMode.Compatible)]
    [InlineData(PushMode.Safe)]
    public async Task A_server_of_theirs_takes_the_pushes_of_our_platform(PushMode mode)
    {
        using var http = new HttpClient();
        var pusher = new WeChatPusher(http, new Uri("http://127.0.0.1:1/wechat"), Account, mode, TimeProvider.System);
        var (address, body, _) = pusher.Request(Text("o1", "年糕🍡", "1"));

        var answers = await peers.RunAsync("account.cjs", new
        {
            account = AccountJson,
            requests = new[] { new { method = "POST", url = address.ToString(), body }, new { method = "POST", url = address.ToString().Replace("nonce=", "nonce=0", StringComparison.Ordinal), body } },
        });

        Assert.Equal([200, 401], answers.EnumerateArray().Select(answer => answer.GetProperty("status").GetInt32()));
        Assert.Equal("年糕🍡", answers[0].GetProperty("received").GetProperty("Content").GetString());
    }

    [Theory]
    [InlineData("wechat-api")]
    [InlineData("co-wechat-api")]
    public async Task A_client_of_theirs_works_against_our_platform(string library)
    {
        await using var platform = await FakeWeChatPlatform.StartAsync();
        platform.Windows.Open(platform.User("o1").OpenId, Window.Message);

        var output = await peers.RunAsync("api.cjs", new { library, endpoint = platform.ApiBase, account = AccountJson, openId = "o1", text = "您好" });

        Assert.Equal(["您好"], platform.User("o1").Screen.Texts);
        Assert.Equal(0, output.GetProperty("sent").GetProperty("errcode").GetInt32());
        Assert.Equal(40003, output.GetProperty("stranger").GetProperty("error").GetInt32());
        Assert.Equal(0, output.GetProperty("menuCreated").GetProperty("errcode").GetInt32());
        Assert.Equal("建档", output.GetProperty("menu").GetProperty("menu").GetProperty("button")[0].GetProperty("key").GetString());
        Assert.Equal(0, output.GetProperty("menuRemoved").GetProperty("errcode").GetInt32());
        Assert.Contains("127.0.0.1", output.GetProperty("ip").ToString(), StringComparison.Ordinal);
        Assert.Equal("image", output.GetProperty("upload").GetProperty("type").GetString());
        Assert.Equal(Convert.ToBase64String([255, 216, 255, 1, 2, 3]), output.GetProperty("download").GetProperty("bytes").GetString());
    }

    [Theory]
    [InlineData("wechat-api")]
    [InlineData("co-wechat-api")]
    public async Task Our_template_messages_have_the_shape_of_theirs(string library)
    {
        await using var server = await WeChatServer.StartAsync(settings: TemplateSettings.Both);
        var (platform, user) = (server.Platform, server.Platform.User("o1"));
        platform.Api.Templates.Approve(TemplateSettings.TemplateId, Library.Template, "thing1", "date2");
        var data = new { thing1 = new { value = "健康证明（阿婆年糕坊）" }, date2 = new { value = "2026年12月1日" } };

        var output = await peers.RunAsync("templates.cjs", new
        {
            library, endpoint = platform.ApiBase, account = AccountJson, openId = "o1", templateId = TemplateSettings.TemplateId, page = "https://spxzf.example.cn/", data,
        });
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, TemplateApi));
        await TemplateSettings.SendAsync(server, "message/subscribe/bizsend");

        Assert.Equal(0, output.GetProperty("sent").GetProperty("errcode").GetInt32());
        Assert.Equal(47003, output.GetProperty("incomplete").GetProperty("error").GetInt32());
        Assert.Contains("data.thing1.value", output.GetProperty("incomplete").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, user.Screen.Texts.Count);
        Assert.Single(user.Screen.Texts.Distinct());
        var calls = platform.Api.CallsOf(TemplateApi);
        Assert.Equal(Shape(calls[0], "color", "topcolor"), Shape(calls[^1], "client_msg_id"));
        // Theirs is for the mini program: another path, the same message.
        if (library == "co-wechat-api")
        {
            Assert.Equal(
                Shape(platform.Api.CallsOf("message/subscribe/send")[0]).Replace(TemplateSettings.TemplateId, TemplateSettings.SubscriptionId, StringComparison.Ordinal),
                Shape(platform.Api.CallsOf("message/subscribe/bizsend")[0]));
        }
    }

    /// <summary>The message in one order of its fields, but for those that are one side's own.</summary>
    private static string Shape(ApiCall call, params string[] own)
    {
        var message = JsonNode.Parse(call.Body)!.AsObject();
        return string.Join('\n', message.Where(field => field.Value is not null && !own.Contains(field.Key)).OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={(field.Value is JsonObject values ? string.Join(';', values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}:{value.Value!.ToJsonString()}")) : field.Value)}"));
    }

    private static string Text(string openId, string content, string id) =>
        PushXml.Of(Account, openId, DateTimeOffset.UnixEpoch, "text", ("Content", content), ("MsgId", id));
}
