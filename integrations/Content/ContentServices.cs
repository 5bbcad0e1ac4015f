using System.Reflection;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Content;

public static class ContentServices
{
    /// <summary>
    /// Registers <see cref="ITexts"/> from the assemblies' *.zh-CN.yaml and the <see cref="RegulationBook"/> of core, with its
    /// <see cref="RuleAnswers"/>. All are read here, so that a wrong file stops the start and not a conversation.
    /// </summary>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IServiceCollection AddContent(this IServiceCollection services, params Assembly[] textAssemblies)
    {
        var book = RegulationFiles.Load(typeof(RegulationBook).Assembly);
        return services
            .AddSingleton<ITexts>(YamlTexts.From(textAssemblies))
            .AddSingleton(book)
            .AddSingleton(new RuleAnswers(book));
    }
}
