using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotAssistant.Campaigns;

/// <summary>What is approved and sent: nothing of it changes without a new approval.</summary>
/// <param name="Text">With places such as {作坊名称}, from the rules' closed list.</param>
/// <param name="SendAt">Null = as soon as it is approved.</param>
public sealed record CampaignContent(string Purpose, string Text, Audience Audience, DateTimeOffset? SendAt)
{
    private const int DigestLength = 8;

    /// <summary>Short, for a person to compare and repeat: another text, audience or time is another digest.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this))))[..DigestLength];

    /// <summary>
    /// The text speaks of one workshop: an owner of two gets one message for each. Any other text goes once to a person, whatever they own.
    /// </summary>
    public bool IsAboutWorkshop => TextTemplate.Places(Text).Count > 0;
}
