using System.Reflection;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using BotAssistant.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Content;

public static class ContentServices
{
    /// <summary>
    /// Registers <see cref="ITexts"/> from the assemblies' *.zh-CN.yaml, the <see cref="RegulationBook"/> of core with its <see cref="RuleAnswers"/>, and
    /// its <see cref="Utterances"/>. All are read here, so that a wrong file stops the start and not a conversation.
    /// </summary>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IServiceCollection AddContent(this IServiceCollection services, params Assembly[] textAssemblies)
    {
        var book = RegulationFiles.Load(typeof(RegulationBook).Assembly);
        return services
            .AddSingleton<ITexts>(YamlTexts.From(textAssemblies))
            .AddSingleton(book)
            .AddSingleton(new RuleAnswers(book))
            .AddSingleton(UtteranceFiles.Load(typeof(RegulationBook).Assembly));
    }
}
