using BotAssistant.Messaging;
using BotAssistant.WeChat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

public sealed class WeChatOptionsTests
{
    private static readonly (string Key, string Value)[] Account = [("AppId", "wx1"), ("AppSecret", "s"), ("Token", "t")];
    private const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    [Fact]
    public void Nothing_configured_is_a_channel_that_is_off() => Assert.False(Read().IsConfigured);

    [Fact]
    public void With_a_key_the_mode_is_safe()
    {
        var options = Read(("AppId", "wx1"), ("AppSecret", "s"), ("Token", "t"), ("EncodingAesKey", Key));

        Assert.Equal((true, WeChatMode.Safe), (options.IsConfigured, options.EffectiveMode));
    }

    [Fact]
    public void Without_a_key_the_mode_is_plain()
    {
        var options = Read(("AppId", "wx1"), ("AppSecret", "s"), ("Token", "t"));

        Assert.Equal((true, WeChatMode.Plain), (options.IsConfigured, options.EffectiveMode));
    }

    [Theory]
    [InlineData("WeChat:AppSecret is missing", "AppId=wx1;Token=t")]
    [InlineData("WeChat:Token is missing", "AppId=wx1;AppSecret=s")]
    [InlineData("WeChat:AppId is missing", "Mode=Plain")]
    [InlineData("WeChat:EncodingAesKey is missing", "AppId=wx1;AppSecret=s;Token=t;Mode=Safe")]
    [InlineData("WeChat:EncodingAesKey is missing", "AppId=wx1;AppSecret=s;Token=t;Mode=Compatible")]
    [InlineData("WeChat:EncodingAesKey must be the 43", "AppId=wx1;AppSecret=s;Token=t;EncodingAesKey=short-key")]
    [InlineData("WeChat:ApiBase must be https", "AppId=wx1;AppSecret=s;Token=t;ApiBase=http://api.example.invalid")]
    [InlineData("WeChat:ReplyBudget must lie", "ReplyBudget=00:00:09")]
    [InlineData("WeChat:TextLimitBytes must lie", "TextLimitBytes=4096")]
    [InlineData("WeChat:MaxBodyBytes must lie", "MaxBodyBytes=1")]
    [InlineData("WeChat:MaxDepth must lie", "MaxDepth=1000")]
    [InlineData("WeChat:MediaLimitBytes must lie", "MediaLimitBytes=1")]
    [InlineData("WeChat:TokenMargin must lie", "TokenMargin=02:00:00")]
    [InlineData("WeChat:TemplatesPerDay must lie", "TemplatesPerDay=0")]
    [InlineData("WeChat:Windows:Reserve must lie", "Windows:Reserve=9")]
    [InlineData("WeChat:Windows:Message must have", "Windows:Message:Messages=-1")]
    public void A_wrong_setting_is_named(string expected, string settings)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([.. settings.Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]));

        Assert.Contains(failure.Failures, message => message.StartsWith(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("short-key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_are_read_with_their_fields()
    {
        var notice = Assert.Single(Read(Account, ("Notices:0:Kind", "notice.returned"), ("Notices:0:Route", "Subscription"), ("Notices:0:TemplateId", "t"), ("Notices:0:LongTerm", "true"),
            ("Notices:0:Fields:thing1", "{name}"), ("Notices:0:Fields:phrase2", "已退回"), ("Notices:0:Page", "https://a.example.cn/x")).Notices);

        Assert.Equal(("notice.returned", OutboundRoute.Subscription, "t", true, "https://a.example.cn/x"), (notice.Kind, notice.Route, notice.TemplateId, notice.LongTerm, notice.Page?.ToString()));
        Assert.Equal([("phrase2", "已退回"), ("thing1", "{name}")], notice.Fields.Select(field => (field.Key, field.Value)).Order());
    }

    [Theory]
    [InlineData("0:Kind must be", "Kind=Reminder!")]
    [InlineData("0:Route must be", "Route=Conversation")]
    [InlineData("0:TemplateId is missing", "TemplateId= ")]
    [InlineData("0:LongTerm is for subscriptions", "LongTerm=true")]
    [InlineData("0:AllowCampaign is not set", "Kind=campaign")]
    [InlineData("0:Page must be", "Page=pages/index")]
    [InlineData("0:Fields is empty", "Fields:thing1=")]
    [InlineData("0:Fields:first is no key", "Fields:first=您好")]
    [InlineData("0:Fields:thing2 has a single brace", "Fields:thing2={name")]
    [InlineData("0:Fields:phrase2 has a text", "Fields:phrase2=补充材料后重交")]
    [InlineData(" has reminder by Template more than once", "1:Kind=reminder", "1:Route=Template", "1:TemplateId=u", "1:Fields:thing1=x")]
    [InlineData(" gives the template of reminder and notice.returned two routes", "1:Kind=notice.returned", "1:Route=Subscription", "1:TemplateId=t", "1:Fields:thing1=x")]
    public void A_wrong_template_is_named(string expected, params string[] settings)
    {
        var entry = new Dictionary<string, string> { ["0:Kind"] = "reminder", ["0:Route"] = "Template", ["0:TemplateId"] = "t", ["0:Fields:thing1"] = "{name}" };
        foreach (var pair in settings.Select(setting => setting.Split('=', 2)))
        {
            entry[char.IsDigit(pair[0][0]) ? pair[0] : $"0:{pair[0]}"] = pair[1];
        }

        if (entry["0:Fields:thing1"].Length == 0)
        {
            entry.Remove("0:Fields:thing1");
        }

        var failure = Assert.Throws<OptionsValidationException>(() => Read(Account, [.. entry.Select(setting => ($"Notices:{setting.Key}", setting.Value))]));

        Assert.StartsWith($"WeChat:Notices{(expected[0] == ' ' ? "" : ":")}{expected}", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_campaign_may_use_a_subscription_or_a_template_that_somebody_allowed()
    {
        (string, string)[] either = [("Notices:0:Kind", "campaign"), ("Notices:0:Route", "Subscription"), ("Notices:0:TemplateId", "s"), ("Notices:0:Fields:thing1", "{text}"),
            ("Notices:1:Kind", "campaign"), ("Notices:1:Route", "Template"), ("Notices:1:TemplateId", "t"), ("Notices:1:Fields:thing1", "{text}"), ("Notices:1:AllowCampaign", "true")];

        Assert.Equal([false, true], Read(Account, either).Notices.Select(notice => notice.AllowCampaign));
    }

    [Fact]
    public void A_route_or_setting_of_no_such_name_is_named()
    {
        Assert.Contains("WeChat:Notices:0:Route", Assert.Throws<InvalidOperationException>(() => Read(("Notices:0:Route", "Pigeon"))).ToString(), StringComparison.Ordinal);
        Assert.Contains("TemplateIdd", Assert.Throws<InvalidOperationException>(() => Read(("Notices:0:TemplateIdd", "t"))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_without_an_account_are_half_a_configuration() => Assert.Contains(
        Assert.Throws<OptionsValidationException>(() => Read([.. TemplateSettings.Both.Select(setting => (setting.Key["WeChat:".Length..], setting.Value!))])).Failures,
        failure => failure.StartsWith("WeChat:AppId is missing", StringComparison.Ordinal));

    private static WeChatOptions Read((string Key, string Value)[] account, params (string Key, string Value)[] settings) => Read([.. account, .. settings]);

    private static WeChatOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => $"WeChat:{pair.Key}", pair => (string?)pair.Value)).Build();
        using var provider = new ServiceCollection().AddWeChat(configuration).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<WeChatOptions>>().Value;
    }
}
