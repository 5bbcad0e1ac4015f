using BotAssistant.BotFramework.Authentication;
using BotAssistant.BotFramework.Receiving;
using BotAssistant.BotFramework.Sending;
using BotAssistant.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework;

public static class BotFrameworkServices
{
    private const string LoginClient = "botframework-login";

    /// <summary>
    /// Registers the channel from the section <c>BotFramework</c> of <paramref name="configuration"/> (the root). Needs <see cref="IChatRoutes"/>,
    /// <see cref="IChannelLog"/> (a singleton) and the texts of this assembly from elsewhere. A half-filled section fails at start; an empty one
    /// leaves the channel off.
    /// </summary>
    /// <param name="isDevelopment">Whether the host runs in Development; without it nobody is taken without a token.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddOptions<BotFrameworkOptions>().Bind(configuration.GetSection(BotFrameworkOptions.Section)).Configure(options => options.IsDevelopment = isDevelopment).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<BotFrameworkOptions>, BotFrameworkOptionsValidator>();
        services.AddSingleton<ServiceUrlGuard>();
        services.AddSingleton<AnonymousAccess>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<Answers>();
        services.AddSingleton<MessagesCallback>();
        services.AddSingleton<ConnectorApi>();
        services.AddSingleton(provider => new TokenVerifier(provider.GetRequiredService<IOptions<BotFrameworkOptions>>(), provider.Client(LoginClient),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TokenVerifier>>()));
        services.AddSingleton(provider => new BotTokens(provider.Client(LoginClient), provider.GetRequiredService<IOptions<BotFrameworkOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ConnectorHttp(provider.Client(BotFrameworkChannel.ChannelName), provider.GetRequiredService<BotTokens>(),
            provider.GetRequiredService<IOptions<BotFrameworkOptions>>(), provider.GetRequiredService<IChannelLog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BotFrameworkChannel(provider.GetRequiredService<ConnectorApi>(), provider.GetRequiredService<ConnectorHttp>(),
            provider.GetRequiredService<ServiceUrlGuard>(), provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IOptions<BotFrameworkOptions>>()));
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<BotFrameworkChannel>());
        services.AddClients();
        return services;
    }

    /// <summary>The default loggers print addresses, which hold conversation ids. The login endpoint is configured, so its address is not judged.</summary>
    private static void AddClients(this IServiceCollection services)
    {
        services.AddHttpClient(BotFrameworkChannel.ChannelName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => ConnectorHandler.Of(provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddHttpClient(LoginClient)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value.ApiTimeout;
                client.MaxResponseContentBufferSize = 1 << 20;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value.ConnectTimeout,
                AllowAutoRedirect = false,
                UseCookies = false,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    private static HttpClient Client(this IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
