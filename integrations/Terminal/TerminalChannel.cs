using System.Globalization;
using System.Text;
using BotAssistant.Messaging;

namespace BotAssistant.Terminal;

/// <summary>
/// The terminal as a chat platform. Where no terminal is attached (in the server), it only shapes messages: they wait until their person opens
/// one again.
/// </summary>
public sealed class TerminalChannel : IChannel
{
    public const string ChannelName = "terminal";

    private TextWriter? output;
    private ChatAddress? attached;

    public string Name => ChannelName;

    public bool CountsSends => false;

    public bool SendsOnce => false;

    public bool IsOpen => output is not null;

    /// <summary>From here on, messages to this address are printed.</summary>
    public void Attach(ChatAddress address, TextWriter writer) => (attached, output) = (address, writer);

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message)
    {
        var text = new StringBuilder(message.Text);
        for (var place = 0; place < message.Choices.Count; place++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {place + 1}. {message.Choices[place].Label}");
        }

        return [new OutboundPart(text.ToString())];
    }

    public async Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop)
    {
        if (output is null || to != attached)
        {
            return new SendResult.RouteClosed("terminal-closed");
        }

        await output.WriteLineAsync(part.Body.AsMemory(), stop);
        return new SendResult.Sent(null);
    }

    /// <summary>A photo is a file that the person at this terminal named.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
        => from == attached && File.Exists(media.Id)
            ? new MediaResult.Fetched(await File.ReadAllBytesAsync(media.Id, stop))
            : new MediaResult.Lost("no-such-file");
}
