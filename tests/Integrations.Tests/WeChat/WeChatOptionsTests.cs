using BotAssistant.WeChat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

public sealed class WeChatOptionsTests
{
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
    [InlineData("WeChat:Windows:Reserve must lie", "Windows:Reserve=9")]
    [InlineData("WeChat:Windows:Message must have", "Windows:Message:Messages=-1")]
    public void A_wrong_setting_is_named(string expected, string settings)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([.. settings.Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]));

        Assert.Contains(failure.Failures, message => message.StartsWith(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("short-key", failure.Message, StringComparison.Ordinal);
    }

    private static WeChatOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => $"WeChat:{pair.Key}", pair => (string?)pair.Value)).Build();
        using var provider = new ServiceCollection().AddWeChat(configuration).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<WeChatOptions>>().Value;
    }
}
