using System.Text.Json;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Notices by template, over real HTTP, against the fake platform.</summary>
public sealed class TemplateMessagesTests
{
    private const string Template = "message/template/send", Subscription = "message/subscribe/bizsend";

    [Fact]
    public async Task A_subscription_stands_before_a_template_message()
    {
        (string, string?)[] settings =
        [
            .. TemplateSettings.Entry(0, "reminder", "Template", "t1"),
            .. TemplateSettings.Entry(1, "reminder", "Subscription", "s1", ("LongTerm", "true")),
            ("WeChat:TemplatesPerDay", "500"),
        ];
        await using var server = await WeChatServer.StartAsync(settings: settings);

        Assert.Equal(
            [
                new NoticeTemplate("reminder", OutboundRoute.Subscription, "s1") { IsLongTerm = true },
                new NoticeTemplate("reminder", OutboundRoute.Template, "t1") { PerDay = 500 },
            ],
            server.Channel.Templates);
    }

    [Fact]
    public async Task A_template_message_arrives_with_its_places_filled()
    {
        await using var server = await StartAsync();
        var id = Guid.NewGuid();

        var sent = Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Template, id));

        var delivery = Assert.Single(server.Platform.Api.Templates.Delivered);
        Assert.Equal(("o1", Template, TemplateSettings.TemplateId, "https://spxzf.example.cn/", sent.PlatformId), (delivery.OpenId, delivery.Api, delivery.TemplateId, delivery.Page, delivery.MessageId));
        Assert.Equal([("date2", "2026年12月1日"), ("thing1", "健康证明（阿婆年糕坊）")], delivery.Values.Select(value => (value.Key, value.Value)).Order());
        Assert.Equal([ShownAs.Template], server.Platform.User("o1").Screen.Lines.Select(line => line.As));
        Assert.Contains($"\"client_msg_id\":\"{id:N}\"", server.Platform.Api.CallsOf(Template)[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_one_time_consent_is_one_message()
    {
        await using var server = await StartAsync();
        Assert.Equal(new SendResult.RouteClosed("no-consent 43101"), await TemplateSettings.SendAsync(server, Subscription));
        await server.Platform.User("o1").AnswerPopupAsync((TemplateSettings.SubscriptionId, true));
        await server.Platform.User("o1").AnswerPopupAsync((TemplateSettings.SubscriptionId, true));

        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Subscription));
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Subscription));
        Assert.Equal(new SendResult.RouteClosed("no-consent 43101"), await TemplateSettings.SendAsync(server, Subscription));

        Assert.Equal([ShownAs.Subscription, ShownAs.Subscription], server.Platform.User("o1").Screen.Lines.Select(line => line.As));
        Assert.DoesNotContain("client_msg_id", server.Platform.Api.CallsOf(Subscription)[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_without_a_place_that_the_template_wants_is_ours_to_fix()
    {
        await using var server = await StartAsync();
        var notice = TemplateSettings.Reminder with { Places = new Dictionary<string, string> { ["kind"] = "整改", ["name"] = "阿婆年糕坊" } };

        Assert.Equal(new SendResult.OursToFix("template-place-missing due"), await TemplateSettings.SendAsync(server, OutboundRoute.Template, notice));
        Assert.Empty(server.Platform.Api.CallsOf(Template));
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_named_by_its_key_and_not_sent()
    {
        await using var server = await StartAsync();
        var notice = TemplateSettings.Reminder with { Places = new Dictionary<string, string> { ["kind"] = "整改", ["name"] = "阿婆年糕坊", ["due"] = "尽快" } };

        Assert.Equal(new SendResult.OursToFix("template-value-unfit date2"), await TemplateSettings.SendAsync(server, OutboundRoute.Subscription, notice));
        Assert.Empty(server.Platform.Api.CallsOf(Subscription));
    }

    [Theory]
    [InlineData(Template, TemplateSettings.TemplateId, Library.Template)]
    [InlineData(Subscription, TemplateSettings.SubscriptionId, Library.OneTime)]
    public async Task The_key_that_the_platform_refuses_is_named_and_its_value_is_not(string api, string id, Library library)
    {
        await using var server = await StartAsync();
        server.Platform.Api.Templates.Approve(id, library, "thing1", "date2", "phrase3");

        Assert.Equal(new SendResult.OursToFix("template-data-wrong 47003 phrase3"), await TemplateSettings.SendAsync(server, api));
    }

    [Theory]
    [InlineData(Template, TemplateSettings.TemplateId, Library.OneTime)]
    [InlineData(Subscription, TemplateSettings.SubscriptionId, Library.Template)]
    public async Task An_id_of_the_other_library_is_unknown(string api, string id, Library library)
    {
        await using var server = await StartAsync();
        server.Platform.Api.Templates.Approve(id, library, "thing1", "date2");

        Assert.Equal(new SendResult.OursToFix("template-unknown 40037"), await TemplateSettings.SendAsync(server, api));
    }

    [Fact]
    public async Task Who_left_is_gone_for_template_messages()
    {
        await using var server = await StartAsync();
        await server.Platform.User("o1").UnfollowAsync();

        Assert.Equal(new SendResult.ContactGone("not-following 43004"), await TemplateSettings.SendAsync(server, Template));
        Assert.Equal(new SendResult.ContactGone("openid-unknown 40003"), await TemplateSettings.SendAsync(server, OutboundRoute.Template, TemplateSettings.Reminder, "stranger"));
    }

    [Fact]
    public async Task The_quota_of_the_day_closes_template_messages_and_nothing_else()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));
        await using var server = await StartAsync(time);
        server.Platform.Api.Templates.PerDay = 1;
        await server.Platform.User("o1").AnswerPopupAsync((TemplateSettings.SubscriptionId, true));
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Template));

        Assert.Equal(new SendResult.RetryLater("daily-quota 45009", TimeSpan.FromHours(12)), await TemplateSettings.SendAsync(server, Template));
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Subscription));
        time.Advance(TimeSpan.FromHours(12));
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, Template));
    }

    [Theory]
    [InlineData(Template, Subscription)]
    [InlineData(Subscription, Template)]
    public async Task An_ability_that_the_account_lacks_stops_nothing_else(string lacking, string other)
    {
        await using var server = await StartAsync(new FakeTimeProvider());
        await server.Platform.User("o1").AnswerPopupAsync((TemplateSettings.SubscriptionId, true));
        server.Platform.Api.Fail(lacking, 48001);

        Assert.Equal(new SendResult.RouteClosed("api-not-authorised 48001", IsUsedUp: false), await TemplateSettings.SendAsync(server, lacking));
        Assert.Equal(new SendResult.RouteClosed("api-not-authorised 48001", IsUsedUp: false), await TemplateSettings.SendAsync(server, lacking));

        Assert.Single(server.Platform.Api.CallsOf(lacking));
        Assert.Contains(server.Logs.Lines, line => line.StartsWith("Error WeChat does not let this account send by", StringComparison.Ordinal));
        Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, other));
    }

    [Fact]
    public async Task A_template_that_was_taken_out_of_the_configuration_is_not_used()
    {
        await using var server = await StartAsync();

        Assert.Equal(
            new SendResult.OursToFix("template-not-configured"),
            await server.Channel.SendAsync(new("wechat", "wx", "o1"), TemplateSettings.Reminder, new("reminder", OutboundRoute.Template, "old"), Guid.NewGuid(), default));
    }

    [Theory]
    [InlineData(Template)]
    [InlineData(Subscription)]
    public async Task Without_an_answer_the_outcome_is_unknown(string api)
    {
        await using var server = await StartAsync();
        server.Platform.Api.Inject(api, Fault.DropAfterwards);

        Assert.Equal(new SendResult.OutcomeUnknown("connection-lost"), await TemplateSettings.SendAsync(server, api));
    }

    [Theory]
    [InlineData(Template)]
    [InlineData(Subscription)]
    public async Task The_log_names_the_message_and_neither_person_nor_value(string api)
    {
        await using var server = await StartAsync();
        server.Platform.User("oSecretOpenId");
        var id = Guid.NewGuid();

        await TemplateSettings.SendAsync(server, api == Template ? OutboundRoute.Template : OutboundRoute.Subscription, TemplateSettings.Reminder, "oSecretOpenId", id);

        var entry = Assert.Single(server.Log.Entries, entry => entry.About == id);
        Assert.Matches($@"^POST /cgi-bin/{api} to o\*\*\*[0-9a-f]{{8}}$", entry.Call);
        var written = string.Join('\n', server.Log.Entries.Select(line => line.ToString()).Concat(server.Logs.Lines));
        foreach (var secret in new[] { "oSecretOpenId", "阿婆年糕坊", server.Platform.Api.CallsOf(api)[0].Query["access_token"] })
        {
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_page_none_is_named()
    {
        await using var server = await StartAsync(settings: ("WeChat:Notices:1:Page", null));

        await TemplateSettings.SendAsync(server, Template);

        Assert.False(JsonElement.Parse(server.Platform.Api.CallsOf(Template)[0].Body).TryGetProperty("url", out _));
    }

    private static async Task<WeChatServer> StartAsync(TimeProvider? time = null, params (string Key, string? Value)[] settings)
    {
        var server = await WeChatServer.StartAsync(time: time, settings: [.. TemplateSettings.Both, .. settings]);
        server.Platform.User("o1");
        server.Platform.Api.Templates.Approve(TemplateSettings.TemplateId, Library.Template, "thing1", "date2");
        server.Platform.Api.Templates.Approve(TemplateSettings.SubscriptionId, Library.OneTime, "thing1", "date2");
        return server;
    }
}
