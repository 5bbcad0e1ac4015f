namespace BotAssistant.BotFramework;

/// <summary>Which of Microsoft's clouds the bot is registered in.</summary>
public enum BotFrameworkCloud
{
    Public,
    UsGovernment,

    /// <summary>
    /// Azure China (21Vianet). No published constants of it could be checked, so it has no preset: each address is configured by hand, from the bot's
    /// own portal, and the start says which are missing.
    /// </summary>
    China,
}

/// <summary>What differs between the clouds (constants of the Bot Framework SDK 4.23). Null = has no preset.</summary>
internal sealed record CloudPreset(
    string? ChannelIssuer,
    Uri? ChannelMetadata,
    Uri? LoginEndpoint,
    string? Scope,
    Uri? EmulatorMetadata,
    IReadOnlyList<string> EmulatorIssuers,
    IReadOnlyList<string> EmulatorTenants,
    IReadOnlyList<string> ServiceHosts)
{
    public static CloudPreset Of(BotFrameworkCloud cloud) => cloud switch
    {
        BotFrameworkCloud.Public => new(
            "https://api.botframework.com",
            new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
            new("https://login.microsoftonline.com"),
            "https://api.botframework.com/.default",
            new("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"),
            ["https://sts.windows.net/{tenant}/", "https://login.microsoftonline.com/{tenant}/v2.0"],
            // The Emulator's own, by its tokens of version 3.1 and 3.2.
            ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"],
            ["botframework.com", "smba.trafficmanager.net"]),
        BotFrameworkCloud.UsGovernment => new(
            "https://api.botframework.us",
            new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
            new("https://login.microsoftonline.us"),
            "https://api.botframework.us/.default",
            new("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration"),
            ["https://sts.windows.net/{tenant}/", "https://login.microsoftonline.us/{tenant}/v2.0"],
            ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"],
            ["botframework.us", "botframework.azure.us"]),
        _ => new(null, null, null, null, null, [], [], []),
    };
}
