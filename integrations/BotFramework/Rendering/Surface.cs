using System.Collections.Frozen;

namespace BotAssistant.BotFramework.Rendering;

internal enum FileDisplay { None, Pictures, All }

/// <summary>What a channel can show.</summary>
/// <param name="ShowsCards">Adaptive Cards 1.3.</param>
/// <param name="ReturnsTokens">A tapped button brings back its value beside its label (messageBack); else it says the label (imBack).</param>
internal sealed record Surface(bool ShowsCards, bool ReturnsTokens)
{
    /// <summary>Which attached files it shows; the address of any other stands in the text. Teams shows pictures only: other files need the person's consent first
    /// (platform/bots/how-to/bots-filesv4).</summary>
    public FileDisplay Files { get; init; } = FileDisplay.None;

    /// <summary>Buttons below a message at most, and characters on each; Teams shows 6 (platform/bots/how-to/conversations/conversation-messages). The length is ours.</summary>
    public const int MaxButtons = 6;

    /// <inheritdoc cref="MaxButtons"/>
    public const int MaxButtonLength = 20;

    /// <summary>Text and nothing else is sure to be shown.</summary>
    public static Surface Plain { get; } = new(ShowsCards: false, ReturnsTokens: false);

    /// <summary>Web Chat, and what speaks Direct Line as it does.</summary>
    public static Surface WebChat { get; } = new(ShowsCards: true, ReturnsTokens: true) { Files = FileDisplay.All };

    private static readonly FrozenDictionary<string, Surface> ByChannel = new Dictionary<string, Surface>
    {
        ["webchat"] = WebChat,
        ["directline"] = WebChat,
        ["emulator"] = WebChat,
        // Below a message Teams takes imBack only.
        ["msteams"] = new(ShowsCards: true, ReturnsTokens: false) { Files = FileDisplay.Pictures },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Surface Of(string? channelId) => ByChannel.GetValueOrDefault(channelId ?? "") ?? Plain;
}
