using BotAssistant.Conversations;
using BotAssistant.People;

namespace BotAssistant.Bot.Hosting;

/// <summary>Section <c>Bureau</c>: who runs this installation. What is not set is shown as a sample (示例).</summary>
internal sealed class BureauOptions
{
    public const string Section = "Bureau";

    public string? Name { get; set; }

    /// <summary>The telephone people are given with 人工; none by default.</summary>
    public string Phone { get; set; } = "";

    public string? Hours { get; set; }

    public BureauContact ToContact(ITexts texts) => new(Name ?? texts.Say("bureau.name"), Phone, Hours ?? texts.Say("bureau.hours"));
}
