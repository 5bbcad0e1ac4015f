using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BotAssistant.Documents;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Public;

internal static class PublicServices
{
    private const string Limit = "public";

    /// <summary>Registers where files are to be had, and the public pages, from the section <c>Public</c>.</summary>
    public static IServiceCollection AddPublic(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<PublicOptions>, Validator>();
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection(PublicOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton(provider => new PublicSite(provider.GetRequiredService<IOptions<PublicOptions>>().Value.Url))
            .AddSingleton<FileTokens>()
            .AddSingleton<FileAddresses>()
            .AddSingleton<FileEndpoint>()
            .AddSingleton<VerifyPage>()
            .AddSingleton<FiveSPage>();
    }

    /// <summary>For the server alone: one source address may ask so often a minute.</summary>
    public static IServiceCollection AddPublicLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            Network(context.Connection.RemoteIpAddress ?? IPAddress.None),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = context.RequestServices.GetRequiredService<IOptions<PublicOptions>>().Value.RequestsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }));
    });

    public static void MapPublic(this IEndpointRouteBuilder endpoints)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        endpoints.MapMethods(FileAddresses.Path + "{token}", reading, endpoints.ServiceProvider.GetRequiredService<FileEndpoint>().ShowAsync).RequireRateLimiting(Limit);
        endpoints.MapMethods("/verify/{code}", reading, endpoints.ServiceProvider.GetRequiredService<VerifyPage>().ShowAsync).RequireRateLimiting(Limit);
        endpoints.MapMethods(PublicSite.FiveSPath, reading, endpoints.ServiceProvider.GetRequiredService<FiveSPage>().ShowAsync).RequireRateLimiting(Limit);
    }

    /// <summary>An IPv6 line is given a whole /64, so a person has 2^64 addresses to come from.</summary>
    private static IPAddress Network(IPAddress source)
    {
        if (source.AddressFamily != AddressFamily.InterNetworkV6 || source.IsIPv4MappedToIPv6)
        {
            return source;
        }

        var bytes = source.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Validator : IValidateOptions<PublicOptions>
    {
        public ValidateOptionsResult Validate(string? name, PublicOptions options)
            => options.Problem is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
