namespace BotAssistant.BotFramework;

/// <summary>The addresses in force: what is configured, else the cloud's preset.</summary>
internal sealed record BotFrameworkAddresses(
    string? ChannelIssuer,
    Uri? ChannelMetadata,
    Uri? LoginEndpoint,
    string? Scope,
    Uri? EmulatorMetadata,
    IReadOnlyList<string> EmulatorIssuers,
    IReadOnlyList<string> ServiceHosts)
{
    public static BotFrameworkAddresses Of(BotFrameworkOptions options)
    {
        var preset = CloudPreset.Of(options.Cloud);
        var tenants = (options.EmulatorTenants ?? preset.EmulatorTenants)
            .Concat(options.TenantId is { Length: > 0 } own && own != BotFrameworkOptions.MultiTenant ? [own] : []);
        return new(
            options.ChannelIssuer ?? preset.ChannelIssuer,
            options.ChannelMetadata ?? preset.ChannelMetadata,
            options.LoginEndpoint ?? preset.LoginEndpoint,
            options.Scope ?? preset.Scope,
            options.EmulatorMetadata ?? preset.EmulatorMetadata,
            [.. tenants.SelectMany(tenant => (options.EmulatorIssuers ?? preset.EmulatorIssuers).Select(issuer => issuer.Replace("{tenant}", tenant, StringComparison.Ordinal)))],
            [.. (options.AllowedServiceHosts ?? preset.ServiceHosts).Select(Normalize)]);
    }

    /// <summary>Settings that neither the configuration nor the preset has.</summary>
    public IEnumerable<string> Missing(bool withEmulator)
    {
        (string Name, bool Has)[] needed =
        [
            (nameof(ChannelIssuer), !string.IsNullOrEmpty(ChannelIssuer)),
            (nameof(ChannelMetadata), ChannelMetadata is not null),
            (nameof(LoginEndpoint), LoginEndpoint is not null),
            (nameof(Scope), !string.IsNullOrEmpty(Scope)),
            (nameof(BotFrameworkOptions.AllowedServiceHosts), ServiceHosts.Count > 0),
            (nameof(EmulatorMetadata), !withEmulator || EmulatorMetadata is not null),
            (nameof(EmulatorIssuers), !withEmulator || EmulatorIssuers.Count > 0),
        ];
        return needed.Where(setting => !setting.Has).Select(setting => $"{BotFrameworkOptions.Section}:{setting.Name}");
    }

    /// <summary>One spelling of a host: lower case, without the root's dot.</summary>
    public static string Normalize(string host) => host.Trim().TrimEnd('.').ToLowerInvariant();
}
