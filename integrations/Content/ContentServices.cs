using System.Reflection;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Content;

public static class ContentServices
{
    /// <summary>
    /// Registers <see cref="ITexts"/> from the assemblies' *.zh-CN.yaml and the <see cref="RegulationBook"/> of core. Both are read here, so that a
    /// wrong file stops the start and not a conversation.
    /// </summary>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IServiceCollection AddContent(this IServiceCollection services, params Assembly[] textAssemblies)
        => services
            .AddSingleton<ITexts>(YamlTexts.From(textAssemblies))
            .AddSingleton(RegulationFiles.Load(typeof(RegulationBook).Assembly))
            .AddSingleton<RuleAnswers>();
}
