using BotAssistant.BotFramework.DirectLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.DirectLine;

public sealed class DirectLineOptionsTests
{
    [Fact]
    public void Nothing_needs_to_be_configured()
    {
        var options = Read();

        Assert.Equal((true, null, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(60)), (options.Enabled, options.Secret, options.TokenLifetime, options.StreamUrlLifetime));
    }

    [Theory]
    [InlineData("DirectLine:Secret needs", "Secret=short-secret")]
    [InlineData("DirectLine:TrustedOrigins are", "TrustedOrigins:0=https://www.example.gov.cn/")]
    [InlineData("DirectLine:TrustedOrigins are", "TrustedOrigins:0=*")]
    [InlineData("DirectLine:TrustedOrigins are", "TrustedOrigins:0=ftp://www.example.gov.cn")]
    [InlineData("DirectLine:BotId is", "BotId=two words")]
    [InlineData("DirectLine:TokenLifetime must lie", "TokenLifetime=00:00:01")]
    [InlineData("DirectLine:StreamUrlLifetime must lie", "StreamUrlLifetime=01:00:00")]
    [InlineData("DirectLine:PingEvery must lie", "PingEvery=00:00:00")]
    [InlineData("DirectLine:MaxActivityCharacters must lie", "MaxActivityCharacters=1")]
    [InlineData("DirectLine:TextLimit must lie", "TextLimit=1")]
    [InlineData("DirectLine:MaxUploadMegabytes must lie", "MaxUploadMegabytes=0")]
    [InlineData("DirectLine:MaxFiles must lie", "MaxFiles=100")]
    [InlineData("DirectLine:PageSize must lie", "PageSize=0")]
    [InlineData("DirectLine:CallsPerMinute must lie", "CallsPerMinute=0")]
    [InlineData("DirectLine:PollsPerMinute must lie", "PollsPerMinute=0")]
    [InlineData("DirectLine:MessagesPerMinute must lie", "MessagesPerMinute=0")]
    [InlineData("DirectLine:TokensPerMinute must lie", "TokensPerMinute=0")]
    [InlineData("DirectLine:ConversationsPerHour must lie", "ConversationsPerHour=0")]
    [InlineData("DirectLine:MaxStreams must lie", "MaxStreams=0")]
    [InlineData("DirectLine:MaxStreamsOfConversation must lie", "MaxStreamsOfConversation=0")]
    [InlineData("DirectLine:PollEvery must lie", "PollEvery=00:00:00")]
    public void A_wrong_setting_is_named_and_not_repeated(string expected, string setting)
    {
        var parts = setting.Split('=', 2);

        var failure = Assert.Throws<OptionsValidationException>(() => Read((parts[0], parts[1])));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", failure.Message, StringComparison.Ordinal);
    }

    private static DirectLineOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => $"DirectLine:{pair.Key}", pair => (string?)pair.Value)).Build();
        using var provider = new ServiceCollection().AddDirectLine(configuration).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<DirectLineOptions>>().Value;
    }
}
