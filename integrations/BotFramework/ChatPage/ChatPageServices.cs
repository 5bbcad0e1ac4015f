using BotAssistant.Conversations;
using BotAssistant.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotAssistant.BotFramework.ChatPage;

public static class ChatPageServices
{
    /// <summary>
    /// Registers the page from the section <c>ChatPage</c> of <paramref name="configuration"/> (the root). Needs our Direct Line server,
    /// <see cref="ITexts"/> with the texts of this assembly, and <see cref="IKeyedHash"/> from elsewhere.
    /// </summary>
    public static IServiceCollection AddChatPage(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddOptions<ChatPageOptions>()
            .Bind(configuration.GetSection(ChatPageOptions.Section))
            .PostConfigure(options =>
            {
                options.Enabled ??= isDevelopment;
                options.Demo ??= isDevelopment;
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => PageAssets.Embedded())
            .AddSingleton<PageHtml>()
            .AddSingleton<VisitorCookie>()
            .AddSingleton<TokenRates>()
            .AddSingleton<TokenEndpoint>();
    }
}
