using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Regulations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class ContentServicesTests
{
    [Fact]
    public void Texts_and_rules_are_read_once_for_the_whole_service()
    {
        using var services = new ServiceCollection().AddContent(typeof(RegulationBook).Assembly).BuildServiceProvider();

        Assert.Same(services.GetRequiredService<RegulationBook>(), services.GetRequiredService<RegulationBook>());
        Assert.Empty(services.GetRequiredService<ITexts>().Keys); // core has rules in YAML, and no texts
    }
}
