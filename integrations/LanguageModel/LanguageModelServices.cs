using System.ClientModel;
using System.ClientModel.Primitives;
using BotAssistant.Understanding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace BotAssistant.LanguageModel;

public static class LanguageModelServices
{
    /// <summary>Registers <see cref="IIntentAdvisor"/> when the section says so; without it there is none.</summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ModelOptions.Section);
        services.AddOptions<ModelOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return section.GetValue<bool>(nameof(ModelOptions.Enabled))
            ? services.AddSingleton<IIntentAdvisor>(provider => ActivatorUtilities.CreateInstance<ModelAdvisor>(provider, Client(provider.GetRequiredService<IOptions<ModelOptions>>().Value)))
            : services;
    }

    private static IChatClient Client(ModelOptions options)
    {
        // A key must not be empty; servers without one do not look at it.
        var key = new ApiKeyCredential(options.Key.Length == 0 ? "none" : options.Key);
        return new ChatClient(options.Name, key, new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint),
            Transport = new HttpClientPipelineTransport(new HttpClient(new BoundedAnswers())),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        }).AsIChatClient();
    }
}
