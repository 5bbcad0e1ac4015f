using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>The fake's templates are as strict as the platform's: a test that leans on them can fail.</summary>
public sealed class FakeTemplatesTests
{
    private const string Template = "message/template/send", Subscription = "message/subscribe/bizsend";
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly object Fitting = new { thing1 = new { value = "阿婆年糕坊" }, phrase2 = new { value = "已退回" } };

    [Fact]
    public async Task A_message_needs_a_person_a_template_and_every_value()
    {
        await using var platform = await StartAsync();
        platform.User("o2").Follows = false;

        Assert.Equal((0, ""), await SendAsync(platform, Template, new { touser = "o1", template_id = "t", data = Fitting }));
        Assert.Equal(40003, (await SendAsync(platform, Template, new { touser = "stranger", template_id = "t", data = Fitting })).Code);
        Assert.Equal(43004, (await SendAsync(platform, Template, new { touser = "o2", template_id = "t", data = Fitting })).Code);
        Assert.Equal(40037, (await SendAsync(platform, Template, new { touser = "o1", template_id = "once", data = Fitting })).Code);
        Assert.Equal(40037, (await SendAsync(platform, Subscription, new { touser = "o1", template_id = "t", data = Fitting })).Code);
        Assert.Equal((47003, "data.phrase2.value is emtpy"), await SendAsync(platform, Template, new { touser = "o1", template_id = "t", data = new { thing1 = new { value = "x" } } }));
        Assert.Equal((47003, "data.phrase2.value invalid"), await SendAsync(platform, Template, new { touser = "o1", template_id = "t", data = new { thing1 = new { value = "x" }, phrase2 = new { value = "13笔" } } }));
        Assert.Equal((47003, "data.thing1.value invalid"), await SendAsync(platform, Template, new { touser = "o1", template_id = "t", data = new { thing1 = new { value = new string('年', 21) }, phrase2 = new { value = "好" } } }));
        Assert.Equal(["o1"], platform.Api.Templates.Delivered.Select(delivery => delivery.OpenId));
    }

    [Fact]
    public async Task Consents_add_up_and_a_long_term_one_lasts()
    {
        await using var platform = await StartAsync();
        var user = platform.User("o1");
        object To(string template) => new { touser = "o1", template_id = template, data = Fitting };
        platform.Callback = new Uri("http://127.0.0.1:9/nobody-listens");
        platform.Tries = 1;
        await user.AnswerPopupAsync(("once", true), ("always", true));
        await user.AnswerPopupAsync(("once", true));
        await user.AnswerPopupAsync(("once", false));
        Assert.Equal((2, int.MaxValue), (platform.Api.Templates.ConsentsOf("o1", "once"), platform.Api.Templates.ConsentsOf("o1", "always")));

        foreach (var (template, code) in new[] { ("once", 0), ("once", 0), ("once", 43101), ("always", 0), ("always", 0), ("always", 0) })
        {
            Assert.Equal(code, (await SendAsync(platform, Subscription, To(template))).Code);
        }

        await user.WithdrawAsync("always");
        Assert.Equal(43101, (await SendAsync(platform, Subscription, To("always"))).Code);
    }

    [Fact]
    public async Task A_client_id_is_one_message_for_ten_minutes()
    {
        var time = new FakeTimeProvider();
        await using var platform = await StartAsync(time);
        var message = new { touser = "o1", template_id = "t", client_msg_id = "m1", data = Fitting };

        await SendAsync(platform, Template, message);
        await SendAsync(platform, Template, message);
        Assert.Single(platform.Api.Templates.Delivered);
        time.Advance(TimeSpan.FromMinutes(10));
        await SendAsync(platform, Template, message);
        Assert.Equal(2, platform.Api.Templates.Delivered.Count);
    }

    [Fact]
    public async Task The_quota_is_of_the_day_in_Shanghai()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 15, 59, 0, TimeSpan.Zero));
        await using var platform = await StartAsync(time);
        platform.Api.Templates.PerDay = 1;
        var message = new { touser = "o1", template_id = "t", data = Fitting };

        Assert.Equal(0, (await SendAsync(platform, Template, message)).Code);
        Assert.Equal(45009, (await SendAsync(platform, Template, message)).Code);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await SendAsync(platform, Template, message)).Code);
    }

    [Fact]
    public async Task Who_blocks_messages_is_shown_none()
    {
        await using var platform = await StartAsync();
        platform.User("o1").BlocksMessages = true;

        Assert.Equal(0, (await SendAsync(platform, Template, new { touser = "o1", template_id = "t", data = Fitting })).Code);
        Assert.Empty(platform.User("o1").Screen.Lines);
    }

    private static async Task<FakeWeChatPlatform> StartAsync(TimeProvider? time = null)
    {
        var platform = await FakeWeChatPlatform.StartAsync(time: time);
        platform.User("o1");
        platform.Api.Templates.Approve("t", Library.Template, "thing1", "phrase2");
        platform.Api.Templates.Approve("once", Library.OneTime, "thing1", "phrase2");
        platform.Api.Templates.Approve("always", Library.LongTerm, "thing1", "phrase2");
        return platform;
    }

    /// <summary>The errcode, and which value the platform complains of.</summary>
    private static async Task<(int Code, string Complaint)> SendAsync(FakeWeChatPlatform platform, string api, object message)
    {
        var token = platform.Tokens.Stable(platform.Account.AppId, platform.Account.AppSecret, force: false).Token;
        using var http = new HttpClient();
        using var content = new StringContent(JsonSerializer.Serialize(message, Unescaped), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(platform.ApiBase, $"/cgi-bin/{api}?access_token={token}"), content);
        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var said = answer.GetProperty("errmsg").GetString()!;
        return (answer.GetProperty("errcode").GetInt32(), said.StartsWith("argument invalid! ", StringComparison.Ordinal) ? said[18..said.IndexOf(" rid", StringComparison.Ordinal)] : "");
    }
}
