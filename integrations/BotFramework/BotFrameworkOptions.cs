using System.ComponentModel.DataAnnotations;

namespace BotAssistant.BotFramework;

/// <summary>
/// Section <c>BotFramework</c>: the bot behind Azure Bot Service, or behind the Emulator. The limits are the platform's where it publishes them, else
/// ours; each says which.
/// </summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "BotFramework";

    /// <summary>The tenant under which an old multi-tenant bot gets its tokens; new bots of that kind cannot be made since 2025-07-31.</summary>
    public const string MultiTenant = "botframework.com";

    /// <summary>Microsoft App ID of the Azure Bot. Unset: the channel is off.</summary>
    public string? AppId { get; set; }

    /// <summary>Client secret of the app. Secret.</summary>
    public string? AppPassword { get; set; }

    /// <summary>The app's own tenant (single-tenant bot), or <see cref="MultiTenant"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>Presets for all the addresses below; each may be set by itself, and in Azure China has to be.</summary>
    public BotFrameworkCloud Cloud { get; set; }

    /// <summary>Issuer of the tokens that channels send us.</summary>
    public string? ChannelIssuer { get; set; }

    /// <summary>OpenID metadata of that issuer; its keys carry endorsements.</summary>
    public Uri? ChannelMetadata { get; set; }

    /// <summary>Where our own tokens come from: <c>{LoginEndpoint}/{TenantId}/oauth2/v2.0/token</c>.</summary>
    public Uri? LoginEndpoint { get; set; }

    /// <summary>Scope of our own tokens.</summary>
    public string? Scope { get; set; }

    /// <summary>
    /// Hosts that may be called with our token, and all hosts below them. A host that any Azure customer can register a name under is refused at start.
    /// </summary>
    public IReadOnlyList<string>? AllowedServiceHosts { get; set; }

    /// <summary>Takes messages of the Bot Framework Emulator, signed with this app's own credentials. For a developer's machine.</summary>
    public bool AllowEmulator { get; set; }

    /// <summary>OpenID metadata of the tokens that the Emulator sends.</summary>
    public Uri? EmulatorMetadata { get; set; }

    /// <summary>Their issuers; <c>{tenant}</c> stands for each of <see cref="EmulatorTenants"/> and our own.</summary>
    public IReadOnlyList<string>? EmulatorIssuers { get; set; }

    /// <summary>A fixed list: a tenant is never taken from a token.</summary>
    public IReadOnlyList<string>? EmulatorTenants { get; set; }

    /// <summary>
    /// Takes messages without a token: in Development, without an app id, from this machine, and while the server listens on nothing but loopback.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Lets connectors be on this machine, over http. Implied by the two before.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>
    /// Characters (UTF-16) in a message; a longer one goes in parts. Ours: reads well on a phone. Direct Line takes 256 K characters an activity
    /// (bot-docs, rest-api/bot-framework-rest-direct-line-3-0-send-activity).
    /// </summary>
    [Range(200, 100_000, ErrorMessage = "BotFramework:TextLimit must lie between 200 and 100000.")]
    public int TextLimit { get; set; } = 4_000;

    /// <summary>Largest activity we read. Ours: 256 K characters of Chinese are 768 KiB.</summary>
    [Range(4096, 16 << 20, ErrorMessage = "BotFramework:MaxBodyBytes must lie between 4 KiB and 16 MiB.")]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>Longest id of a conversation, an activity or a person. Ours: Teams' are under 200 characters.</summary>
    [Range(64, 16_384, ErrorMessage = "BotFramework:MaxIdLength must lie between 64 and 16384.")]
    public int MaxIdLength { get; set; } = 1_024;

    /// <summary>Largest photo we fetch. Ours, as on the other channels.</summary>
    [Range(64 << 10, 64 << 20, ErrorMessage = "BotFramework:MediaLimitBytes must lie between 64 KiB and 64 MiB.")]
    public int MediaLimitBytes { get; set; } = 10 << 20;

    /// <summary>How long a caller that expects its replies waits for them. Azure gives up after 10 to 15 s (bot-docs, bot-builder-howto-long-operations-guidance).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:14", ErrorMessage = "BotFramework:ReplyPatience must lie between 0.1 s and 14 s: Azure gives up after 15 s.")]
    public TimeSpan ReplyPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>So much sooner a tapped card is answered: a client shows an error while it waits. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ErrorMessage = "BotFramework:InvokeMargin must lie between 0 and 10 s.")]
    public TimeSpan InvokeMargin { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest we wait for a connection. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "BotFramework:ConnectTimeout must lie between 0.1 s and 1 min.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest we wait for an answer. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "BotFramework:ApiTimeout must lie between 0.1 s and 5 min.")]
    public TimeSpan ApiTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A token of ours this close to its end is renewed. The SDK: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00", ErrorMessage = "BotFramework:TokenMargin must lie between 0 and 30 min.")]
    public TimeSpan TokenMargin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long no token is asked for after the login endpoint refused our secret. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "BotFramework:AccountPause must lie between 0.1 s and 1 day.")]
    public TimeSpan AccountPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far a caller's clock may be off. The SDK: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "BotFramework:ClockSkew must lie between 0 and 5 min.")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Signing keys older than this are fetched anew. The SDK for JavaScript: 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "5.00:00:00", ErrorMessage = "BotFramework:MetadataLifetime must lie between 1 min and 5 days.")]
    public TimeSpan MetadataLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often an unknown key may make us fetch them, whoever names it. The SDK for JavaScript: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "BotFramework:UnknownKeyPause must lie between 1 min and 1 day.")]
    public TimeSpan UnknownKeyPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long we wait after fetching them failed. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "BotFramework:MetadataPause must lie between 1 s and 1 h.")]
    public TimeSpan MetadataPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when the host runs in Development; the composition root says so, never the configuration.</summary>
    internal bool IsDevelopment { get; set; }

    /// <summary>False when nothing was set: the channel is off. Something set but not all is an error at start.</summary>
    public bool IsConfigured => MissingSettings().Count == 0;

    /// <summary>True when messages of this machine need no token.</summary>
    internal bool AcceptsAnonymous => AllowAnonymous && IsDevelopment && string.IsNullOrEmpty(AppId);

    internal bool ReachesLoopback => AllowLoopback || AllowEmulator || AcceptsAnonymous;

    internal bool IsUntouched => new[] { AppId, AppPassword, TenantId }.All(string.IsNullOrEmpty);

    internal BotFrameworkAddresses Addresses => BotFrameworkAddresses.Of(this);

    internal IReadOnlyList<string> MissingSettings()
    {
        (string Name, string? Value)[] needed = [("AppId", AppId), ("AppPassword", AppPassword), ("TenantId", TenantId)];
        return [.. needed.Where(setting => string.IsNullOrEmpty(setting.Value)).Select(setting => $"{Section}:{setting.Name}"), .. Addresses.Missing(AllowEmulator)];
    }
}
