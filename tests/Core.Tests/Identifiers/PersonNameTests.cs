using BotAssistant.Identifiers;
using Xunit;

namespace BotAssistant.Core.Tests.Identifiers;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("王小明", "王**")]
    [InlineData("李四", "李*")]
    [InlineData("王", "*")]
    [InlineData("𠮷小明", "𠮷**")]
    [InlineData("", "")]
    public void Only_the_first_character_is_shown(string name, string shown) => Assert.Equal(shown, PersonName.Mask(name));
}
