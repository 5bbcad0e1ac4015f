using System.Reflection;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using BotAssistant.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Content;

public static class ContentServices
{
    /// <summary>
    /// Registers <see cref="ITexts"/> from the assemblies' *.zh-CN.yaml, the <see cref="RegulationBook"/> and the <see cref="Utterances"/> of core. All
    /// are read here, so that a wrong file stops the start and not a conversation.
    /// </summary>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IServiceCollection AddContent(this IServiceCollection services, params Assembly[] textAssemblies)
        => services
            .AddSingleton<ITexts>(YamlTexts.From(textAssemblies))
            .AddSingleton(RegulationFiles.Load(typeof(RegulationBook).Assembly))
            .AddSingleton(UtteranceFiles.Load(typeof(RegulationBook).Assembly));
}
