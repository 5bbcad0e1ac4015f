using System.Net;
using System.Text;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The endpoint, over real HTTP, against the fake platform.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData(PushMode.Plain)]
    [InlineData(PushMode.Compatible)]
    [InlineData(PushMode.Safe)]
    public async Task A_text_is_received_and_answered_in_every_mode(PushMode mode)
    {
        await using var server = await WeChatServer.StartAsync(mode);
        server.Inbox.Answer = message => Reply($"您说：{message.Text}");
        var user = server.Platform.User("oOpenId_0001");

        var result = await user.SayAsync("年糕 & <b> ]]> \u0001 🍡");

        Assert.Empty(result.Problems);
        Assert.Equal("您说：年糕 & <b> ]]>  🍡", Assert.Single(user.Screen.Texts));
        var received = Assert.Single(server.Inbox.Received);
        Assert.Equal(new ChatAddress("wechat", "wx1234567890abcdef", "oOpenId_0001"), received.From);
        Assert.Equal(new SendWindow(4, TimeSpan.FromHours(48)), received.Grants);
    }

    [Fact]
    public async Task No_answer_is_success()
    {
        await using var server = await WeChatServer.StartAsync();

        var result = await server.Platform.User("o1").SayAsync("hi");

        Assert.Equal("success", Assert.Single(result.Replies).Body);
        Assert.Empty(server.Platform.User("o1").Screen.Lines);
    }

    [Fact]
    public async Task Copies_of_a_push_are_one_message_and_one_reply()
    {
        await using var server = await WeChatServer.StartAsync();
        var release = new TaskCompletionSource();
        server.Inbox.Answer = async _ =>
        {
            await release.Task;
            return new OutboundPart("one");
        };
        var user = server.Platform.User("o1");
        user.Copies = 3;

        var push = user.SayAsync("hi");
        while (server.Inbox.Calls < 3)
        {
            await Task.Yield();
        }

        release.SetResult();
        var result = await push;

        Assert.Equal(3, result.Replies.Count(reply => reply.Text == "one"));
        Assert.Single(server.Inbox.Received);
        Assert.Equal(["one"], user.Screen.Texts);
    }

    [Theory]
    [InlineData(PushMode.Plain)]
    [InlineData(PushMode.Safe)]
    public async Task The_console_gets_its_echo_back_verbatim(PushMode mode)
    {
        await using var server = await WeChatServer.StartAsync(mode);

        Assert.Equal("4375120948345356249", await server.Platform.Pusher().VerifyAsync("4375120948345356249"));
    }

    [Fact]
    public async Task An_encrypted_echo_comes_back_clear()
    {
        await using var server = await WeChatServer.StartAsync();
        var account = server.Platform.Account;
        var echo = new WeChatCipher(account).Encrypt("4375120948345356249");
        var query = $"?timestamp=1&nonce=2&encrypt_type=aes&msg_signature={WeChatCipher.Sign(account.Token, "1", "2", echo)}&echostr={Uri.EscapeDataString(echo)}";

        Assert.Equal("4375120948345356249", await server.Http.GetStringAsync(new Uri(server.Callback, query)));
    }

    [Fact]
    public async Task An_echo_without_a_signature_is_not_reflected()
    {
        await using var server = await WeChatServer.StartAsync();

        using var answer = await server.Http.GetAsync(new Uri(server.Callback, "?echostr=<script>&timestamp=1&nonce=2&signature=3"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PushMode.Plain, PushMode.Safe)]
    [InlineData(PushMode.Safe, PushMode.Plain)]
    public async Task A_push_of_another_mode_is_refused(PushMode ours, PushMode theirs)
    {
        await using var server = await WeChatServer.StartAsync(ours);
        var message = PushXml.Of(server.Platform.Account, "o1", DateTimeOffset.UnixEpoch, "text", ("Content", "hi"), ("MsgId", "1"));

        Assert.Equal(HttpStatusCode.Forbidden, (await server.Platform.PushOnceAsync(message, theirs)).Status);
        Assert.Empty(server.Inbox.Received);
    }

    [Fact]
    public async Task In_compatible_mode_a_bad_ciphertext_is_not_excused_by_clear_fields()
    {
        await using var server = await WeChatServer.StartAsync(PushMode.Compatible);
        var (address, body, _) = server.Platform.Pusher().Request(PushXml.Of(server.Platform.Account, "o1", DateTimeOffset.UnixEpoch, "text", ("Content", "hi"), ("MsgId", "1")));
        var withoutType = address.Query.Replace("&encrypt_type=aes", "", StringComparison.Ordinal);

        using var forged = await server.PostAsync(address.Query.Replace("msg_signature=", "msg_signature=0", StringComparison.Ordinal), body);
        using var undeclared = await server.PostAsync(withoutType.Replace("msg_signature=", "msg_signature=0", StringComparison.Ordinal), body);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [forged.StatusCode, undeclared.StatusCode]);
        Assert.Empty(server.Inbox.Received);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_acknowledged()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Inbox.Answer = _ => throw new InvalidOperationException("The disk is full.");
        var user = server.Platform.User("oSecretOpenId");

        var result = await user.SayAsync("我的秘密");

        Assert.Equal(["status 503", "status 503", "status 503"], result.Problems);
        Assert.All(result.Replies, reply => Assert.Equal("", reply.Body));
        Assert.Equal([FakeWeChatPlatform.FaultNotice], user.Screen.Texts);
        Assert.All(server.Log.Entries, entry => Assert.Equal("503 not-stored", entry.Outcome));
        Assert.Contains(server.Logs.Lines, line => line.Contains("The disk is full", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Logs.Lines, line => line.Contains("oSecretOpenId", StringComparison.Ordinal) || line.Contains("我的秘密", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        await using var server = await WeChatServer.StartAsync();
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Head, HttpMethod.Options })
        {
            using var answer = await server.Http.SendAsync(new HttpRequestMessage(method, server.Callback));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_empty_section_answers_what_is_missing()
    {
        await using var server = await WeChatServer.StartAsync(settings:
            [("WeChat:AppId", null), ("WeChat:AppSecret", null), ("WeChat:Token", null), ("WeChat:EncodingAesKey", null), ("WeChat:Mode", null)]);

        using var get = await server.Http.GetAsync(server.Callback);
        using var post = await server.PostAsync("", "<xml/>");

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], [get.StatusCode, post.StatusCode]);
        Assert.Contains("WeChat:AppId, WeChat:AppSecret, WeChat:Token", await get.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.IsType<SendResult.AccountStopped>(await server.Channel.SendAsync(new("wechat", "", "o1"), new("x"), default));
    }

    public static TheoryData<string, string> HostileXml() => new()
    {
        { "DTD", """<!DOCTYPE xml [<!ENTITY x "boom">]><xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>&x;</Content></xml>""" },
        { "external entity", """<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>&x;</Content></xml>""" },
        { "external DTD", """<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd"><xml><FromUserName>o1</FromUserName><MsgType>text</MsgType></xml>""" },
        { "deep", $"<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType>{string.Concat(Enumerable.Repeat("<a>", 5_000))}{string.Concat(Enumerable.Repeat("</a>", 5_000))}</xml>" },
        { "many", $"<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType>{string.Concat(Enumerable.Repeat("<a/>", 5_000))}</xml>" },
        { "long names", $"<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><{new string('n', 500)}/></xml>" },
        { "huge", $"<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>{new string('x', 1 << 20)}</Content></xml>" },
        { "another root", "<html><FromUserName>o1</FromUserName><MsgType>text</MsgType></html>" },
        { "unclosed", "<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType>" },
        { "no sender", "<xml><MsgType>text</MsgType></xml>" },
        { "no type", "<xml><FromUserName>o1</FromUserName></xml>" },
        { "nothing", "" },
        { "JSON", """{"FromUserName":"o1","MsgType":"text"}""" },
    };

    [Theory]
    [MemberData(nameof(HostileXml))]
    public async Task Hostile_XML_is_refused_even_when_signed(string what, string xml)
    {
        await using var safe = await WeChatServer.StartAsync(PushMode.Safe);
        await using var plain = await WeChatServer.StartAsync(PushMode.Plain);

        Assert.Equal(HttpStatusCode.Forbidden, (await safe.Platform.PushOnceAsync(xml)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await plain.Platform.PushOnceAsync(xml)).Status);
        Assert.True(safe.Inbox.Received.Count + plain.Inbox.Received.Count == 0, what);
    }

    [Fact]
    public async Task A_body_without_length_is_read_up_to_the_limit()
    {
        await using var server = await WeChatServer.StartAsync(PushMode.Plain);
        var (address, _, _) = server.Platform.Pusher().Request("");
        using var endless = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 3 << 20))));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Callback, address.Query)) { Content = endless };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_push_is_one_line_of_the_channel_log_that_names_nobody()
    {
        await using var server = await WeChatServer.StartAsync();
        var id = Guid.NewGuid();
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(new OutboundPart("好") { MessageId = id });

        await server.Platform.User("oSecretOpenId").SayAsync("秘密");

        var entry = Assert.Single(server.Log.Entries);
        Assert.Equal(("wechat", "200 replied", id), (entry.Channel, entry.Outcome, entry.About));
        Assert.Matches("^push Text from o\\*\\*\\*[0-9a-f]{8}$", entry.Call);
        Assert.DoesNotContain(server.Logs.Lines, line => line.Contains("oSecretOpenId", StringComparison.Ordinal) || line.Contains("秘密", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_are_logged_once_a_minute_and_not_stored()
    {
        await using var server = await WeChatServer.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            using var answer = await server.PostAsync("?signature=x&encrypt_type=aes&msg_signature=y&timestamp=1&nonce=2", "<xml><Encrypt>eA==</Encrypt></xml>");
        }

        Assert.Single(server.Logs.Lines, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Empty(server.Log.Entries);
    }

    private static Task<OutboundPart?> Reply(string text) => Task.FromResult<OutboundPart?>(new OutboundPart(text));
}
