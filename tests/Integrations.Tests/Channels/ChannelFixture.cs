using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;

namespace BotAssistant.Integrations.Tests.Channels;

/// <summary>What a person, or a platform for a person, sends.</summary>
public enum Sample
{
    Text, Tap, Photo, Voice, Joined, Left, Strange,
}

/// <summary>How a platform takes a message that it does not deliver.</summary>
public enum Trouble
{
    Busy, WindowClosed, ContactGone, AccountStopped, Refused, NoAnswer,
}

/// <summary>One channel with its platform's side before it and a recording inbox behind it. What a platform does not have, its fixture leaves out.</summary>
public abstract class ChannelFixture : IAsyncDisposable
{
    public const string Typed = "年糕，3 公斤 <a href=\"x\"> ]]> & 🍡";
    public const string Token = "d.abc123.0a1b2c3d.4e5f6a7b";

    public static readonly byte[] Photo = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    public abstract RecordingInbox Inbox { get; }

    public abstract IChannel Channel { get; }

    public abstract IReadOnlyCollection<Sample> Samples { get; }

    public abstract IReadOnlyCollection<Trouble> Troubles { get; }

    /// <summary>Whatever must never stand in a log.</summary>
    public abstract IReadOnlyCollection<string> Secrets { get; }

    /// <summary>Every line of the host's log and of the channel log.</summary>
    public abstract IEnumerable<string> Logged { get; }

    /// <summary>Texts that the person sees, replies and pushes, oldest first.</summary>
    public abstract IReadOnlyList<string> Screen { get; }

    /// <summary>Delivers it as the platform does; the same <paramref name="key"/> is a repetition of the same message. True when it was acknowledged.</summary>
    public abstract Task<bool> DeliverAsync(Sample sample, string key);

    /// <summary>True when strangers can reach the channel's address.</summary>
    public abstract bool IsPublic { get; }

    /// <summary>Delivers a text that somebody else made; true when it was acknowledged.</summary>
    public abstract Task<bool> ForgeAsync();

    /// <summary>From now on the platform takes our messages like this.</summary>
    public abstract Task ProvokeAsync(Trouble trouble);

    /// <summary>True when the platform would take this part.</summary>
    public abstract bool Fits(OutboundPart part);

    /// <summary>The words of a part, without the channel's own dress.</summary>
    public virtual string Words(OutboundPart part) => part.Body;

    public abstract ValueTask DisposeAsync();
}
