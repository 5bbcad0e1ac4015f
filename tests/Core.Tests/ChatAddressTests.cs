using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Core.Tests;

public sealed class ChatAddressTests
{
    [Theory]
    [InlineData("wechat:wx1:o-1")]
    [InlineData("terminal:local:a:b")]
    public void An_address_survives_its_stored_form(string text) => Assert.Equal(text, ChatAddress.Parse(text).ToString());

    [Fact]
    public void The_user_part_may_hold_colons() => Assert.Equal(new ChatAddress("terminal", "local", "a:b"), ChatAddress.Parse("terminal:local:a:b"));

    [Fact]
    public void Fewer_than_three_parts_are_no_address() => Assert.Throws<FormatException>(() => ChatAddress.Parse("wechat:o-1"));
}
