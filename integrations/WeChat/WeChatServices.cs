using BotAssistant.Messaging;
using BotAssistant.WeChat.Receiving;
using BotAssistant.WeChat.Sending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat;

public static class WeChatServices
{
    /// <summary>
    /// Registers the channel from the section <c>WeChat</c> of <paramref name="configuration"/> (the root). Needs <see cref="IPlatformTokens"/> and
    /// <see cref="IChannelLog"/> (a singleton) from elsewhere. A half-filled section fails at start; an empty one leaves the channel off.
    /// </summary>
    public static IServiceCollection AddWeChat(this IServiceCollection services, IConfiguration configuration)
    {
        // Strictly: else an entry of a list that cannot be read is dropped in silence.
        services.AddOptions<WeChatOptions>().Bind(configuration.GetSection(WeChatOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsValidator>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<WeChatCallback>();
        services.AddSingleton<Breakers>();
        services.AddSingleton<AccessToken>();
        services.AddSingleton<WeChatTags>();
        services.AddSingleton<WeChatMenus>();
        services.AddSingleton<TemplateMessages>();
        services.AddSingleton<IChannel>(provider => new WeChatChannel(
            provider.GetRequiredService<WeChatApi>(), provider.GetRequiredService<TemplateMessages>(), provider.GetRequiredService<IOptions<WeChatOptions>>()));
        services.AddSingleton(provider => new WeChatApi(provider.GetRequiredService<WeChatHttp>(), provider.GetRequiredService<AccessToken>(),
            provider.GetRequiredService<Breakers>(), provider.GetRequiredService<IOptions<WeChatOptions>>()));
        services.AddSingleton(provider => new WeChatHttp(provider.GetRequiredService<IHttpClientFactory>().CreateClient(WeChatChannel.ChannelName),
            provider.GetRequiredService<IOptions<WeChatOptions>>(), provider.GetRequiredService<IChannelLog>(), provider.GetRequiredService<TimeProvider>()));

        // WeChat puts the openid and the signature into the address of each push, and the host's line per request prints the address.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));

        // The default loggers print addresses, and ours hold the access token. Names are resolved anew by PooledConnectionLifetime.
        services.AddHttpClient(WeChatChannel.ChannelName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.BaseAddress = provider.GetRequiredService<IOptions<WeChatOptions>>().Value.ApiBase;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => WeChatHttp.Handler(provider.GetRequiredService<IOptions<WeChatOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
