using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Public;
using BotAssistant.Bot.Turns;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Documents;
using BotAssistant.LanguageModel;
using BotAssistant.Persistence;
using BotAssistant.Scheduling;
using BotAssistant.Spreadsheets;
using BotAssistant.WeChat;

namespace BotAssistant.Bot.Hosting;

/// <summary>A setting that this version does not know stops the start: a misspelt one must never be dropped in silence.</summary>
internal static class StrictConfiguration
{
    public const string Prefix = "BOTASSISTANT_";

    internal static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [BotFrameworkOptions.Section] = typeof(BotFrameworkOptions),
        [BureauOptions.Section] = typeof(BureauOptions),
        [CampaignOptions.Section] = typeof(CampaignOptions),
        [ChatPageOptions.Section] = typeof(ChatPageOptions),
        [DatabaseOptions.Section] = typeof(DatabaseOptions),
        [DirectLineOptions.Section] = typeof(DirectLineOptions),
        [DocumentsOptions.Section] = typeof(DocumentsOptions),
        [KeyOptions.Section] = typeof(KeyOptions),
        [ModelOptions.Section] = typeof(ModelOptions),
        [OutboxOptions.Section] = typeof(OutboxOptions),
        [QuietHoursOptions.Section] = typeof(QuietHoursOptions),
        [SchedulingOptions.Section] = typeof(SchedulingOptions),
        [SpreadsheetOptions.Section] = typeof(SpreadsheetOptions),
        [PublicOptions.Section] = typeof(PublicOptions),
        [TakeOverOptions.Section] = typeof(TakeOverOptions),
        [TurnOptions.Section] = typeof(TurnOptions),
        [WeChatOptions.Section] = typeof(WeChatOptions),
    };

    /// <exception cref="ConfigurationException">Names the settings that are unknown or malformed, and the sections there are.</exception>
    public static IConfiguration Read()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build();
        foreach (var section in configuration.GetChildren())
        {
            if (!Sections.TryGetValue(section.Key, out var type) || section.Value is not null)
            {
                throw new ConfigurationException($"Unknown setting {Prefix}{section.Key}. Known sections: {string.Join(", ", Sections.Keys)}; a setting is written {Prefix}Section__Name.");
            }

            Check(section, type);
        }

        return configuration;
    }

    private static void Check(IConfigurationSection section, Type type)
    {
        try
        {
            section.Get(type, binding => binding.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException($"Section {section.Key}: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }
}

internal sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
