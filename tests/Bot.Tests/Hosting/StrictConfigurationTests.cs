using System.Reflection;
using BotAssistant.Bot.Hosting;
using BotAssistant.BotFramework;
using BotAssistant.Documents;
using BotAssistant.LanguageModel;
using BotAssistant.Persistence;
using BotAssistant.Scheduling;
using BotAssistant.Spreadsheets;
using BotAssistant.WeChat;
using Xunit;

namespace BotAssistant.Bot.Tests.Hosting;

public sealed class StrictConfigurationTests
{
    /// <summary>An options class that is forgotten here could never be set: the start would refuse its section as unknown.</summary>
    [Fact]
    public void Every_options_class_may_be_set()
    {
        Assembly[] assemblies =
        [
            typeof(StrictConfiguration).Assembly, typeof(WeChatOptions).Assembly, typeof(BotFrameworkOptions).Assembly, typeof(DatabaseOptions).Assembly, typeof(SchedulingOptions).Assembly,
            typeof(SpreadsheetOptions).Assembly, typeof(DocumentsOptions).Assembly, typeof(ModelOptions).Assembly,
        ];
        var sections = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
            .Where(options => options.Section is not null).ToList();
        Assert.True(sections.Count > 10);
        Assert.Empty(sections.Where(options => StrictConfiguration.Sections.GetValueOrDefault(options.Section!) != options.Type).Select(options => options.Type.Name));
    }
}
