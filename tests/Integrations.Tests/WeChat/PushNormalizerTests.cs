using System.Text;
using BotAssistant.Messaging;
using BotAssistant.WeChat;
using BotAssistant.WeChat.Receiving;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Every message and event of the documentation, with the values of its samples, in the product's shape.</summary>
public sealed class PushNormalizerTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private static readonly PushNormalizer Normalizer = new(new WeChatOptions { AppId = "wx1" }, Time);
    private static readonly SendWindow Message = new(4, TimeSpan.FromHours(48));
    private static readonly SendWindow Short = new(2, TimeSpan.FromMinutes(1));

    public static TheoryData<string, InboundKind, string?> Messages() => new()
    {
        { Msg("text", "<Content><![CDATA[TNT2]]></Content><MsgId>5832509444155992350</MsgId>"), InboundKind.Text, "TNT2" },
        { Msg("text", "<Content><![CDATA[ 空格 ]]></Content><MsgId>1</MsgId><MsgDataId>x</MsgDataId><Idx>1</Idx>"), InboundKind.Text, " 空格 " },
        { Msg("text", "<MsgId>1</MsgId>"), InboundKind.Text, "" },
        { Msg("image", "<PicUrl><![CDATA[http://p]]></PicUrl><MediaId><![CDATA[media]]></MediaId><MsgId>1</MsgId>"), InboundKind.Image, null },
        { Msg("image", "<PicUrl><![CDATA[http://p]]></PicUrl>"), InboundKind.Image, null },
        { Msg("voice", "<Format><![CDATA[amr]]></Format><MediaId>m</MediaId><MsgId>5847298622973403529</MsgId>"), InboundKind.Voice, null },
        { Msg("voice", "<Format>amr</Format><MediaId>m</MediaId><MediaId16K>n</MediaId16K><MsgId>7250021412600020992</MsgId><Recognition><![CDATA[]]></Recognition>"), InboundKind.Voice, null },
        { Msg("voice", "<MediaId>m</MediaId><MsgId>1</MsgId><Recognition><![CDATA[退订]]></Recognition>"), InboundKind.Voice, null },
        { Msg("video", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>1</MsgId>"), InboundKind.Video, null },
        { Msg("shortvideo", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>1</MsgId>"), InboundKind.Video, null },
        { Msg("location", "<Location_X>31.285774</Location_X><Location_Y>120.597610</Location_Y><Scale>19</Scale><Label><![CDATA[中国江苏省苏州市沧浪区桐泾南路251号-309号]]></Label><MsgId>5832828233808572154</MsgId>"), InboundKind.Location, "中国江苏省苏州市沧浪区桐泾南路251号-309号" },
        { Msg("link", "<Title><![CDATA[公众平台官网链接]]></Title><Description>d</Description><Url><![CDATA[http://u]]></Url><MsgId>1</MsgId>"), InboundKind.Link, "http://u" },
        { Msg("miniprogrampage", "<Title>t</Title><AppId>wx2</AppId><PagePath>pages/index</PagePath><ThumbUrl>u</ThumbUrl><ThumbMediaId>t</ThumbMediaId><MsgId>1</MsgId>"), InboundKind.Link, "pages/index" },
        { Msg("file", "<Title>报告.pdf</Title><MsgId>1</MsgId>"), InboundKind.File, "报告.pdf" },
    };

    public static TheoryData<string, InboundKind, string?, bool> Events()
    {
        var data = new TheoryData<string, InboundKind, string?, bool>
        {
            { Event("subscribe", "<EventKey></EventKey>"), InboundKind.Followed, null, true },
            { Event("subscribe", ""), InboundKind.Followed, null, true },
            { Event("subscribe", "<EventKey>qrscene_</EventKey>"), InboundKind.Followed, null, true },
            { Event("subscribe", "<EventKey><![CDATA[qrscene_123123]]></EventKey><Ticket>TICKET</Ticket>"), InboundKind.Followed, "123123", true },
            { Event("unsubscribe", "<EventKey></EventKey>"), InboundKind.Unfollowed, null, false },
            { Event("SCAN", "<EventKey><![CDATA[SCENE_VALUE]]></EventKey><Ticket>TICKET</Ticket>"), InboundKind.Scanned, "SCENE_VALUE", true },
            { Event("scan", "<EventKey>SCENE_VALUE</EventKey>"), InboundKind.Scanned, "SCENE_VALUE", true },
            { Event("CLICK", "<EventKey>建档</EventKey>"), InboundKind.MenuClicked, "建档", true },
            { Event("scancode_push", "<EventKey>6</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>"), InboundKind.MenuClicked, "6", true },
            { Event("scancode_waitmsg", "<EventKey>6</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>2</ScanResult></ScanCodeInfo>"), InboundKind.MenuClicked, "6", true },
            { Event("ShakearoundUserShake", "<ChosenBeacon><Uuid>u</Uuid></ChosenBeacon>"), InboundKind.Unknown, null, false },
            { Event("user_get_card", "<UserCardCode>1</UserCardCode>"), InboundKind.Unknown, null, false },
            { Event("", ""), InboundKind.Unknown, null, false },
        };
        string[] reports =
        [
            "LOCATION", "VIEW", "view_miniprogram", "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select", "TEMPLATESENDJOBFINISH", "MASSSENDJOBFINISH",
            "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event", "kf_create_session", "kf_close_session", "kf_switch_session",
            "user_info_modified", "user_authorization_revoke", "user_authorization_cancellation", "qualification_verify_success", "qualification_verify_fail",
            "naming_verify_success", "naming_verify_fail", "annual_renew", "verify_expired",
        ];
        foreach (var report in reports)
        {
            data.Add(Event(report, "<EventKey>k</EventKey>"), InboundKind.Report, null, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_its_kind_and_text(string xml, InboundKind kind, string? text)
    {
        var message = Normalize(xml);

        Assert.Equal((kind, text), (message.Kind, message.Text));
        Assert.Equal(Message, message.Grants);
        Assert.Equal(new ChatAddress("wechat", "wx1", "olPjZjsXuQPJoV0HlruZkNzKc91E"), message.From);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1357986928), message.SentAt);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_has_its_kind_text_and_grant(string xml, InboundKind kind, string? text, bool grants)
    {
        var message = Normalize(xml);

        Assert.Equal((kind, text), (message.Kind, message.Text));
        Assert.Equal(grants ? Short : null, message.Grants);
    }

    [Fact]
    public void A_tap_on_a_choice_carries_its_token_and_grants_as_a_menu_click()
    {
        var message = Normalize(Msg("text", "<Content>满意</Content><MsgId>1</MsgId><bizmsgmenuid>101</bizmsgmenuid>"));

        Assert.Equal(("满意", "101", Short), (message.Text, message.ChoiceToken, message.Grants));
    }

    [Fact]
    public void A_photo_has_its_reference() => Assert.Equal(
        new MediaReference("media", "http://p"), Assert.Single(Normalize(Msg("image", "<PicUrl>http://p</PicUrl><MediaId>media</MediaId>")).Media));

    [Fact]
    public void An_unknown_type_keeps_its_fields_and_grants_nothing()
    {
        var message = Normalize(Msg("hologram", "<Depth><Near>1</Near></Depth>"));

        Assert.Equal((InboundKind.Unknown, null, null), (message.Kind, message.Text, message.Grants));
        Assert.Equal(("hologram", "1"), (message.Fields["MsgType"], message.Fields["Depth.Near"]));
    }

    public static TheoryData<string, string, string> NestedFields() => new()
    {
        { "<ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[1]]></ScanResult></ScanCodeInfo>", "ScanCodeInfo.ScanResult", "1" },
        { "<SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum><![CDATA[1b5f7c23b5bf75682a53e7b6d163e185]]></PicMd5Sum></item></PicList></SendPicsInfo>", "SendPicsInfo.PicList.item.PicMd5Sum", "1b5f7c23b5bf75682a53e7b6d163e185" },
        { "<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item>\n<item><PicMd5Sum>5a75aaca956d97be686719218f275c6b</PicMd5Sum></item></PicList></SendPicsInfo>", "SendPicsInfo.PicList.item[1].PicMd5Sum", "5a75aaca956d97be686719218f275c6b" },
        { "<SendLocationInfo><Location_X>23</Location_X><Location_Y>113</Location_Y><Scale>15</Scale><Label><![CDATA[ 广州市海珠区客村艺苑路 106号]]></Label><Poiname></Poiname></SendLocationInfo>", "SendLocationInfo.Label", " 广州市海珠区客村艺苑路 106号" },
        { "<SendLocationInfo><Location_X>23</Location_X><Poiname/></SendLocationInfo>", "SendLocationInfo.Poiname", "" },
        { "<CopyrightCheckResult><Count>2</Count><ResultList><item><ArticleIdx>1</ArticleIdx></item><item><ArticleIdx>2</ArticleIdx><AuditState>2</AuditState></item></ResultList><CheckState>2</CheckState></CopyrightCheckResult>", "CopyrightCheckResult.ResultList.item[1].AuditState", "2" },
        { "<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl>http://a</ArticleUrl></item></ResultList></ArticleUrlResult>", "ArticleUrlResult.ResultList.item.ArticleUrl", "http://a" },
        { "<SubscribeMsgPopupEvent><List><TemplateId>VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc</TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>2</PopupScene></List><List><TemplateId>9nLIlbOQZC5Y89AZteFEux3WCXRRRG5Wfzkpssu4bLI</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgPopupEvent>", "SubscribeMsgPopupEvent.List[1].SubscribeStatusString", "reject" },
        { "<SubscribeMsgSentEvent><List><TemplateId>t</TemplateId><MsgID>1700827132819554304</MsgID><ErrorCode>0</ErrorCode><ErrorStatus>success</ErrorStatus></List></SubscribeMsgSentEvent>", "SubscribeMsgSentEvent.List.MsgID", "1700827132819554304" },
        { "<Latitude>23.137466</Latitude><Longitude>113.352425</Longitude><Precision>119.385040</Precision>", "Precision", "119.385040" },
        { "<MsgID>200163836</MsgID><Status><![CDATA[failed:user block]]></Status>", "Status", "failed:user block" },
        { "<MsgID>1988</MsgID><Status><![CDATA[sendsuccess]]></Status><TotalCount>100</TotalCount><SentCount>75</SentCount>", "SentCount", "75" },
    };

    [Theory]
    [MemberData(nameof(NestedFields))]
    public void Nested_fields_are_flat(string xml, string name, string value) => Assert.Equal(value, Normalize(Event("x", xml)).Fields[name]);

    [Fact]
    public void An_authorisation_event_is_about_the_person_not_the_platform()
    {
        var message = Normalize(Event("user_authorization_revoke",
            "<OpenID><![CDATA[owAqB1nqaOYYWl0Ng484G2z5NIwU]]></OpenID><AppID>wx13974bf780d3dc89</AppID><RevokeInfo><![CDATA[205]]></RevokeInfo>"));

        Assert.Equal("owAqB1nqaOYYWl0Ng484G2z5NIwU", message.From.User);
        Assert.Equal("205", message.Fields["RevokeInfo"]);
    }

    [Fact]
    public void Order_white_space_and_strange_elements_do_not_matter() => Assert.Equal((InboundKind.Text, "hello"), Normalize(
        "\uFEFF<?xml version=\"1.0\" encoding=\"gb2312\"?>\n<!-- c --><xml>\n<URL>u</URL><Content>hello</Content><MsgId>12345</MsgId>\n<MsgType>\n text </MsgType><CreateTime><![CDATA[1234567898]]></CreateTime><FromUserName>asdasdasdsadasd</FromUserName></xml>\n<!-- end -->\n") switch
    {
        var message => (message.Kind, message.Text),
    });

    [Theory]
    [InlineData("1518774424438")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    public void A_time_that_is_none_is_now(string createTime) => Assert.Equal(
        Time.GetUtcNow(), Normalize($"<xml><FromUserName>o</FromUserName><MsgType>text</MsgType><CreateTime>{createTime}</CreateTime></xml>").SentAt);

    [Fact]
    public void A_retry_has_the_same_key_whatever_the_order() => Assert.Equal(
        Normalize("<xml><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>a</Content><MsgId>7</MsgId></xml>").DedupeKey,
        Normalize("<xml><MsgId><![CDATA[7]]></MsgId><Content>a</Content><MsgType>text</MsgType><CreateTime>1</CreateTime><FromUserName>o</FromUserName></xml>").DedupeKey);

    [Fact]
    public void What_differs_has_another_key()
    {
        string[] all =
        [
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>7</MsgId>",
            "<FromUserName>o2</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>7</MsgId>",
            "<FromUserName>o1</FromUserName><CreateTime>2</CreateTime><MsgType>text</MsgType><MsgId>7</MsgId>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>8</MsgId>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>a</Content>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>b</Content>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>LOCATION</Event>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>CLICK</Event><EventKey>a</EventKey>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>CLICK</Event><EventKey>b</EventKey>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><MsgID>1</MsgID>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>MASSSENDJOBFINISH</Event><MsgID>2</MsgID>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>SCAN</Event><EventKey>a</EventKey><Ticket>1</Ticket>",
            "<FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>SCAN</Event><EventKey>a</EventKey><Ticket>2</Ticket>",
        ];

        var keys = all.Select(fields => Normalize($"<xml>{fields}</xml>").DedupeKey).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^wechat:[0-9a-f]{64}$", key));
    }

    private static string Msg(string type, string fields) =>
        $"<xml><ToUserName><![CDATA[gh_a96a4a619366]]></ToUserName><FromUserName><![CDATA[olPjZjsXuQPJoV0HlruZkNzKc91E]]></FromUserName><CreateTime>1357986928</CreateTime><MsgType><![CDATA[{type}]]></MsgType>{fields}</xml>";

    private static string Event(string name, string fields) => Msg("event", $"<Event><![CDATA[{name}]]></Event>{fields}");

    private static InboundMessage Normalize(string xml) => Normalizer.Normalize(new PushReader(16, 1_000).Read(Encoding.UTF8.GetBytes(xml))!)!;
}
