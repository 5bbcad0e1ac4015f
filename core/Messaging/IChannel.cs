namespace BotAssistant.Messaging;

/// <summary>A chat platform. An adapter knows the platform's protocol and nothing of dialogs or storage.</summary>
public interface IChannel
{
    /// <summary>Lower-case name, first part of every <see cref="ChatAddress"/>: "wechat", "terminal".</summary>
    string Name { get; }

    /// <summary>True when the platform counts our unprompted messages, so that the outbox keeps a ledger (<see cref="SendWindow"/>).</summary>
    bool CountsSends { get; }

    /// <summary>True when a part that is sent again under the same <see cref="OutboundPart.MessageId"/> is shown once: then one whose sender died goes again.</summary>
    bool SendsOnce { get; }

    /// <summary>False when this process cannot reach the platform: its messages wait for one that can.</summary>
    bool IsOpen { get; }

    /// <summary>True when the channel shows <see cref="OutboundMessage.Files"/> itself; false when an address in the text must do.</summary>
    bool ShowsFiles => false;

    /// <summary>True when it can show a file by <see cref="OutboundFile.Path"/> alone, because its pages come from this server.</summary>
    bool ShowsOwnPaths => false;

    /// <summary>Shapes a message into one or more parts, none longer than the platform takes. Pure.</summary>
    IReadOnlyList<OutboundPart> Render(OutboundMessage message);

    /// <summary>Sends one part now. Never throws for what the platform answers; throws only on cancellation or a bug.</summary>
    Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop);

    /// <summary>The templates that the platform has approved, best route first; none where a message can always be pushed.</summary>
    IReadOnlyList<NoticeTemplate> Templates => [];

    /// <summary>Sends a notice by one of <see cref="Templates"/>, for a chat that free text cannot reach now. Never throws for what the platform answers.</summary>
    Task<SendResult> SendAsync(ChatAddress to, Notice notice, NoticeTemplate template, Guid messageId, CancellationToken stop)
        => Task.FromResult<SendResult>(new SendResult.OursToFix("no-templates"));

    Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop);
}
