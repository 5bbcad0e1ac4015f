using BotAssistant.BotFramework;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

public sealed class BotFrameworkOptionsTests
{
    private const string Complete = "AppId=a;AppPassword=hidden-secret;TenantId=t";

    [Fact]
    public void Nothing_configured_is_a_channel_that_is_off() => Assert.False(Read("").IsConfigured);

    [Fact]
    public void The_public_cloud_is_the_default_and_the_tenant_is_the_bots_own()
    {
        var addresses = Read(Complete).Addresses;

        Assert.Equal(("https://api.botframework.com", "https://api.botframework.com/.default", new Uri("https://login.microsoftonline.com")), (addresses.ChannelIssuer, addresses.Scope, addresses.LoginEndpoint));
        Assert.Equal(["botframework.com", "smba.trafficmanager.net"], addresses.ServiceHosts);
        Assert.Contains("https://sts.windows.net/t/", addresses.EmulatorIssuers);
    }

    [Fact]
    public void A_multi_tenant_bot_has_no_tenant_of_its_own() =>
        Assert.DoesNotContain(Read("AppId=a;AppPassword=p;TenantId=botframework.com").Addresses.EmulatorIssuers, issuer => issuer.Contains("botframework", StringComparison.Ordinal));

    [Fact]
    public void The_US_Governments_cloud_has_its_own_addresses()
    {
        var addresses = Read($"{Complete};Cloud=UsGovernment").Addresses;

        Assert.Equal(("https://api.botframework.us", new Uri("https://login.botframework.azure.us/v1/.well-known/openidconfiguration")), (addresses.ChannelIssuer, addresses.ChannelMetadata));
        Assert.DoesNotContain("botframework.com", addresses.ServiceHosts);
    }

    [Fact]
    public void Azure_China_is_complete_once_each_address_is_set()
    {
        const string China = ";Cloud=China;ChannelIssuer=https://issuer.example;ChannelMetadata=https://keys.example/m;LoginEndpoint=https://login.example;Scope=https://scope.example/.default;AllowedServiceHosts:0=connector.example";

        Assert.True(Read(Complete + China).IsConfigured);
    }

    [Theory]
    [InlineData("BotFramework:AppPassword is missing", "AppId=a;TenantId=t")]
    [InlineData("BotFramework:TenantId is missing: the bot's own tenant", "AppId=a;AppPassword=p")]
    [InlineData("BotFramework:AppId is missing", "AppPassword=hidden-secret")]
    [InlineData("BotFramework:ChannelIssuer is missing: the cloud China has no preset", $"{Complete};Cloud=China")]
    [InlineData("BotFramework:ChannelMetadata is missing: the cloud China", $"{Complete};Cloud=China")]
    [InlineData("BotFramework:LoginEndpoint is missing: the cloud China", $"{Complete};Cloud=China")]
    [InlineData("BotFramework:Scope is missing: the cloud China", $"{Complete};Cloud=China")]
    [InlineData("BotFramework:AllowedServiceHosts is missing: the cloud China", $"{Complete};Cloud=China")]
    [InlineData("BotFramework:EmulatorMetadata is missing: the cloud China", $"{Complete};Cloud=China;AllowEmulator=true")]
    [InlineData("BotFramework:LoginEndpoint must be an absolute https", $"{Complete};LoginEndpoint=http://login.example")]
    [InlineData("BotFramework:ChannelMetadata must be an absolute https", $"{Complete};ChannelMetadata=http://keys.example/hidden-secret")]
    [InlineData("BotFramework:AllowedServiceHosts:0 is a domain under which anybody", "AllowedServiceHosts:0=trafficmanager.net")]
    [InlineData("BotFramework:AllowedServiceHosts:0 is a domain under which anybody", "AllowedServiceHosts:0=AzureWebsites.net.")]
    [InlineData("BotFramework:AllowedServiceHosts:0 is a domain under which anybody", "AllowedServiceHosts:0=blob.core.windows.net")]
    [InlineData("BotFramework:AllowedServiceHosts:0 is a domain under which anybody", "AllowedServiceHosts:0=windows.net")]
    [InlineData("BotFramework:AllowedServiceHosts:0 is a domain under which anybody", "AllowedServiceHosts:0=com")]
    [InlineData("BotFramework:AllowedServiceHosts:0 must be a bare host", "AllowedServiceHosts:0=https://hidden-secret/")]
    [InlineData("BotFramework:AllowedServiceHosts:0 must be a bare host", "AllowedServiceHosts:0=*.botframework.com")]
    [InlineData("BotFramework:AllowAnonymous is for Development only", "AllowAnonymous=true")]
    [InlineData("BotFramework:AllowAnonymous does not go with BotFramework:AppId", $"{Complete};AllowAnonymous=true")]
    [InlineData("BotFramework:InvokeMargin must be shorter", "ReplyPatience=00:00:03;InvokeMargin=00:00:03")]
    [InlineData("BotFramework:ReplyPatience must lie", "ReplyPatience=00:00:20")]
    [InlineData("BotFramework:TextLimit must lie", "TextLimit=1")]
    [InlineData("BotFramework:MaxBodyBytes must lie", "MaxBodyBytes=1")]
    [InlineData("BotFramework:MaxIdLength must lie", "MaxIdLength=1")]
    [InlineData("BotFramework:MediaLimitBytes must lie", "MediaLimitBytes=1")]
    [InlineData("BotFramework:ClockSkew must lie", "ClockSkew=00:06:00")]
    [InlineData("BotFramework:TokenMargin must lie", "TokenMargin=01:00:00")]
    [InlineData("BotFramework:MetadataLifetime must lie", "MetadataLifetime=6.00:00:00")]
    [InlineData("BotFramework:UnknownKeyPause must lie", "UnknownKeyPause=00:00:01")]
    public void A_wrong_setting_is_named_and_not_repeated(string expected, string settings)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.Contains(failure.Failures, message => message.StartsWith(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden-secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_complaints_come_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read("AppId=a;TextLimit=1;AllowedServiceHosts:0=com"));

        Assert.Equal(4, failure.Failures.Count());
    }

    [Fact]
    public void Development_allows_what_it_says() => Assert.True(Read("AllowAnonymous=true", isDevelopment: true).AcceptsAnonymous);

    private static BotFrameworkOptions Read(string settings, bool isDevelopment = false)
    {
        var pairs = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => $"BotFramework:{pair[0]}", pair => (string?)pair[1]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        using var provider = new ServiceCollection().AddBotFramework(configuration, isDevelopment).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
    }
}
