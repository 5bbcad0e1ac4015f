using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>What people decide about templates, and what became of messages, from the platform's push to the inbox.</summary>
public sealed class PushReportsTests
{
    private const string Once = TemplateSettings.SubscriptionId, Always = "sub-always", Template = TemplateSettings.TemplateId;

    private static readonly (string, string?)[] Settings =
        [.. TemplateSettings.Both, .. TemplateSettings.Entry(2, "notice.returned", "Subscription", Always, ("LongTerm", "true"))];

    [Fact]
    public async Task Every_template_of_a_popup_counts()
    {
        await using var server = await StartAsync();

        await server.Platform.User("o1").AnswerPopupAsync((Once, true), (Always, true), ("unknown", true));

        var message = Assert.Single(server.Inbox.Received);
        Assert.Equal((InboundKind.Report, null), (message.Kind, message.Grants));
        Assert.Equal([new ConsentChange(Once, ConsentAct.Once), new ConsentChange(Always, ConsentAct.Always), new ConsentChange("unknown", ConsentAct.Once)], message.Consents);
    }

    [Fact]
    public async Task A_refused_popup_takes_back_a_long_term_consent_only()
    {
        await using var server = await StartAsync();

        await server.Platform.User("o1").AnswerPopupAsync((Once, false), (Always, false));

        Assert.Equal([new ConsentChange(Always, ConsentAct.Withdrawn)], Assert.Single(server.Inbox.Received).Consents);
    }

    /// <summary>The platform's sample of a change has its entries under the name of a popup; the page's own name for them is read as well.</summary>
    [Fact]
    public async Task A_change_in_the_settings_takes_back_both()
    {
        await using var server = await StartAsync();
        var entry = $"<List>{PushXml.Field("TemplateId", Once)}<SubscribeStatusString>reject</SubscribeStatusString></List>";

        await server.Platform.User("o1").WithdrawAsync(Once, Always);
        await server.Platform.User("o2").EventAsync("subscribe_msg_change_event", Window.None, ("SubscribeMsgChangeEvent", entry));
        await server.Platform.User("o3").EventAsync("subscribe_msg_change_event", Window.None, ("SubscribeMsgChangeEvent", entry.Replace("reject", "accept", StringComparison.Ordinal)));

        Assert.Equal(
            [[new(Once, ConsentAct.Withdrawn), new(Always, ConsentAct.Withdrawn)], [new(Once, ConsentAct.Withdrawn)], [new(Once, ConsentAct.Once)]],
            server.Inbox.Received.Select(message => message.Consents.ToArray()));
    }

    [Fact]
    public async Task What_became_of_a_message_is_reported_under_the_name_the_platform_gave_it()
    {
        await using var server = await StartAsync();
        var user = server.Platform.User("o1");
        await user.AnswerPopupAsync((Once, true));
        var sent = Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, "message/subscribe/bizsend"));
        var blocked = await BlockedAsync(server, user);

        await server.Platform.ReportTemplatesAsync();

        Assert.Equal(
            [new DeliveryReport(sent.PlatformId!, null), new DeliveryReport(blocked, "user-block")],
            server.Inbox.Received.SelectMany(message => message.Deliveries));
        Assert.All(server.Inbox.Received, message => Assert.Equal(InboundKind.Report, message.Kind));
    }

    [Fact]
    public async Task What_the_platform_lost_is_said_to_have_failed()
    {
        await using var server = await StartAsync();
        await server.Platform.User("o1").AnswerPopupAsync((Once, true));
        await TemplateSettings.SendAsync(server, "message/subscribe/bizsend");
        await TemplateSettings.SendAsync(server, "message/template/send");

        await server.Platform.ReportTemplatesAsync(systemFails: true);

        Assert.Equal(["not-delivered -1", "system-failed"], server.Inbox.Received.SelectMany(message => message.Deliveries).Select(report => report.Failure));
    }

    [Fact]
    public async Task Every_message_of_a_report_counts()
    {
        await using var server = await StartAsync();
        string Entry(string id, string code) => $"<List><TemplateId>t</TemplateId><MsgID>{id}</MsgID><ErrorCode>{code}</ErrorCode><ErrorStatus>x</ErrorStatus></List>";

        await server.Platform.User("o1").EventAsync("subscribe_msg_sent_event", Window.None, ("SubscribeMsgSentEvent", Entry("1", "0") + Entry("2", "43101") + "<List><TemplateId>t</TemplateId></List>"));
        await server.Platform.User("o1").EventAsync("TEMPLATESENDJOBFINISH", Window.None, ("MsgID", "3"), ("Status", "something new"));

        Assert.Equal(
            [new DeliveryReport("1", null), new DeliveryReport("2", "not-delivered 43101"), new DeliveryReport("3", "not-delivered")],
            server.Inbox.Received.SelectMany(message => message.Deliveries));
    }

    [Fact]
    public async Task A_retry_is_known_and_another_answer_of_the_same_second_is_not_taken_for_one()
    {
        await using var server = await StartAsync();
        var user = server.Platform.User("o1");
        string Push(string first, string second) => PushXml.Of(server.Platform.Account, user.OpenId, DateTimeOffset.UnixEpoch, "event", ("Event", "subscribe_msg_popup_event"), ("SubscribeMsgPopupEvent",
            $"<List><TemplateId>a</TemplateId><SubscribeStatusString>{first}</SubscribeStatusString></List><List><TemplateId>b</TemplateId><SubscribeStatusString>{second}</SubscribeStatusString></List>"));

        foreach (var push in new[] { Push("accept", "accept"), Push("accept", "accept"), Push("accept", "reject"), Push("reject", "accept") })
        {
            await server.Platform.PushOnceAsync(push);
        }

        // The inbox keeps each key once.
        Assert.Equal((4, 3), (server.Inbox.Calls, server.Inbox.Received.Count));
    }

    [Fact]
    public async Task Other_events_say_nothing_of_consents()
    {
        await using var server = await StartAsync();
        var entry = $"<List>{PushXml.Field("TemplateId", Always)}<SubscribeStatusString>accept</SubscribeStatusString><MsgID>1</MsgID></List>";

        await server.Platform.User("o1").EventAsync("VIEW", Window.None, ("SubscribeMsgPopupEvent", entry));
        await server.Platform.User("o1").MessageAsync("text", ("Content", "hi"), ("Event", "subscribe_msg_popup_event"), ("SubscribeMsgPopupEvent", entry));

        Assert.All(server.Inbox.Received, message => Assert.Equal((0, 0), (message.Consents.Count, message.Deliveries.Count)));
    }

    private static async Task<string> BlockedAsync(WeChatServer server, FakeWeChatUser user)
    {
        user.BlocksMessages = true;
        return Assert.IsType<SendResult.Sent>(await TemplateSettings.SendAsync(server, "message/template/send")).PlatformId!;
    }

    private static async Task<WeChatServer> StartAsync()
    {
        var server = await WeChatServer.StartAsync(settings: Settings);
        server.Platform.User("o1");
        server.Platform.Api.Templates.Approve(Template, Library.Template, "thing1", "date2");
        server.Platform.Api.Templates.Approve(Once, Library.OneTime, "thing1", "date2");
        server.Platform.Api.Templates.Approve(Always, Library.LongTerm, "thing1", "date2");
        return server;
    }
}
