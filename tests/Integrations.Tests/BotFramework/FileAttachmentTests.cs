using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

public sealed class FileAttachmentTests
{
    private static readonly OutboundFile Paper = new("承诺书.pdf", "application/pdf", "aa") { Path = "/files/t1", Address = new Uri("https://spxzf.example.cn/files/t1") };
    private static readonly OutboundFile Picture = new("走势.png", "image/png", "bb") { Path = "/files/t2", Address = new Uri("https://spxzf.example.cn/files/t2") };

    [Fact]
    public void Web_chat_gets_files_as_attachments()
    {
        var activity = Assert.Single(ActivityRenderer.Render(Message, Surface.WebChat, 4000));

        Assert.Equal("给您", activity.Text);
        Assert.Equal([("application/pdf", "承诺书.pdf", "https://spxzf.example.cn/files/t1"), ("image/png", "走势.png", "https://spxzf.example.cn/files/t2")],
            activity.Attachments!.Select(file => (file.ContentType, file.Name!, file.ContentUrl!)));
    }

    [Fact]
    public void Teams_shows_the_picture_and_the_address_of_the_paper()
    {
        var activity = Assert.Single(ActivityRenderer.Render(Message, Surface.Of("msteams"), 4000));

        Assert.Equal("image/png", Assert.Single(activity.Attachments!).ContentType);
        Assert.Equal("给您\n承诺书.pdf\nhttps://spxzf.example.cn/files/t1", activity.Text);
    }

    [Fact]
    public void An_unknown_channel_gets_addresses_only()
    {
        var activity = Assert.Single(ActivityRenderer.Render(Message, Surface.Plain, 4000));

        Assert.Null(activity.Attachments);
        Assert.Contains("https://spxzf.example.cn/files/t2", activity.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_part_keeps_its_files_and_one_from_before_has_none()
    {
        var part = Assert.Single(MessagePart.Of(Message, 4000));

        Assert.Equal(part.Files, MessagePart.Read(part.Write())!.Files);
        Assert.Empty(MessagePart.Read("""{"text":"x","choices":[],"isCard":false}""")!.Files);
    }

    [Fact]
    public void Of_several_parts_the_last_has_the_files()
    {
        var parts = MessagePart.Of(Message with { Text = string.Concat(Enumerable.Repeat("一句话。", 100)) }, 100);

        Assert.All(parts.SkipLast(1), part => Assert.Empty(part.Files));
        Assert.Equal(2, parts[^1].Files.Count);
    }

    private static OutboundMessage Message => new("给您") { Files = [Paper, Picture] };
}
