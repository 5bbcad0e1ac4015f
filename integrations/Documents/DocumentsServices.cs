using BotAssistant.Documents.Fonts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Documents;

public static class DocumentsServices
{
    /// <summary>
    /// Registers <see cref="IDocuments"/> from the section <c>Documents</c> of <paramref name="configuration"/> (the root). Needs <c>ITexts</c> with the texts
    /// of this assembly. A configured font that is none stops the start.
    /// </summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentsOptions>()
            .Bind(configuration.GetSection(DocumentsOptions.Section))
            .Validate(
                options => options.Font is null || (File.Exists(options.Font) && TypeCase.Of(File.ReadAllBytes(options.Font)) is not null),
                "Documents:Font is no TrueType file (.ttf, .ttc) with Chinese characters.")
            .ValidateOnStart();
        return services.AddSingleton<FontSource>().AddSingleton<IDocuments, DocumentWriter>();
    }
}
