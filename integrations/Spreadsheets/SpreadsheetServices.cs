using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotAssistant.Spreadsheets;

public static class SpreadsheetServices
{
    /// <summary>Registers reading and writing of checklists and registers as .xlsx; limits from section <c>Spreadsheets</c>.</summary>
    public static IServiceCollection AddSpreadsheets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpreadsheetOptions>().Bind(configuration.GetSection(SpreadsheetOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<SpreadsheetOptions>>().Value)
            .AddSingleton<ChecklistExport>()
            .AddSingleton<ChecklistImport>()
            .AddSingleton<CertificateFiles>()
            .AddSingleton<FiveSFiles>();
    }
}
