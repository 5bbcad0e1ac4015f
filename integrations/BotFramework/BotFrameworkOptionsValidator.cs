using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework;

/// <summary>Says at start, in one go, everything that is wrong with the section. Values are never repeated: some are secret.</summary>
internal sealed class BotFrameworkOptionsValidator : IValidateOptions<BotFrameworkOptions>
{
    /// <summary>Names under these are anybody's for the asking: one of them on the allow-list would hand our token to whoever registers a name.</summary>
    private static readonly string[] Shared =
    [
        "trafficmanager.net", "azurewebsites.net", "blob.core.windows.net", "core.windows.net", "cloudapp.net", "cloudapp.azure.com", "azureedge.net", "azurefd.net",
        "azure-api.net", "azurecontainerapps.io", "azurestaticapps.net", "devtunnels.ms", "usgovtrafficmanager.net", "azurewebsites.us", "blob.core.usgovcloudapi.net",
        "trafficmanager.cn", "chinacloudsites.cn", "chinacloudapp.cn", "blob.core.chinacloudapi.cn", "ngrok.io", "ngrok.app", "ngrok-free.app",
    ];

    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        var failures = RangeFailures(options).Concat(TimeFailures(options)).Concat(AnonymousFailures(options)).Concat(AddressFailures(options)).Concat(HostFailures(options)).ToList();
        if (!options.IsUntouched)
        {
            failures.AddRange(options.MissingSettings().Select(missing => $"{missing} is missing: {Why(missing, options.Cloud)}"));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Why(string setting, BotFrameworkCloud cloud) => setting switch
    {
        "BotFramework:TenantId" => "the bot's own tenant (single-tenant), or botframework.com for an old multi-tenant bot.",
        "BotFramework:AppId" or "BotFramework:AppPassword" => "the Bot Framework channel needs AppId, AppPassword and TenantId.",
        _ => $"the cloud {cloud} has no preset for it.",
    };

    private static IEnumerable<string> RangeFailures(BotFrameworkOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage!);
    }

    private static IEnumerable<string> TimeFailures(BotFrameworkOptions options) => options.InvokeMargin >= options.ReplyPatience
        ? ["BotFramework:InvokeMargin must be shorter than BotFramework:ReplyPatience."]
        : [];

    private static IEnumerable<string> AnonymousFailures(BotFrameworkOptions options)
    {
        if (options.AllowAnonymous && !options.IsDevelopment)
        {
            yield return "BotFramework:AllowAnonymous is for Development only: without a token anybody may be anybody.";
        }

        if (options.AllowAnonymous && !string.IsNullOrEmpty(options.AppId))
        {
            yield return "BotFramework:AllowAnonymous does not go with BotFramework:AppId: a bot that has one is signed in by token.";
        }
    }

    private static IEnumerable<string> AddressFailures(BotFrameworkOptions options)
    {
        var addresses = options.Addresses;
        (string Name, Uri? Address)[] all =
            [("ChannelMetadata", addresses.ChannelMetadata), ("LoginEndpoint", addresses.LoginEndpoint), ("EmulatorMetadata", addresses.EmulatorMetadata)];
        return all
            .Where(entry => entry.Address is { } address && !(address.IsAbsoluteUri && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))))
            .Select(entry => $"BotFramework:{entry.Name} must be an absolute https address: keys and secrets travel there.");
    }

    private static IEnumerable<string> HostFailures(BotFrameworkOptions options)
    {
        foreach (var (host, index) in options.Addresses.ServiceHosts.Select((host, index) => (host, index)))
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            {
                yield return $"BotFramework:AllowedServiceHosts:{index} must be a bare host name.";
            }
            else if (IsShared(host))
            {
                yield return $"BotFramework:AllowedServiceHosts:{index} is a domain under which anybody may register a name: write the full host.";
            }
        }
    }

    /// <summary>A shared domain, one above it, or a whole top-level domain.</summary>
    private static bool IsShared(string host) => host != "localhost" && Uri.CheckHostName(host) == UriHostNameType.Dns
        && (!host.Contains('.', StringComparison.Ordinal) || Shared.Any(shared => shared == host || shared.EndsWith($".{host}", StringComparison.Ordinal)));
}
