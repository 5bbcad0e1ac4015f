using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using BotAssistant.Messaging;

namespace BotAssistant.Bot.Tests;

/// <summary>A channel that keeps what it is given to send, by person.</summary>
internal sealed class ScriptChannel : IChannel
{
    public const string ChannelName = "script";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> sent = new();

    public string Name => ChannelName;

    public bool CountsSends => false;

    public bool SendsOnce => false;

    public bool IsOpen => true;

    /// <summary>The photo that any media id brings.</summary>
    public byte[] Photo { get; set; } = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1];

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message)
    {
        var text = new StringBuilder(message.Text);
        for (var place = 0; place < message.Choices.Count; place++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{place + 1}) {message.Choices[place].Label}");
        }

        return [new OutboundPart(text.ToString())];
    }

    public Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop)
    {
        sent.GetOrAdd(to.User, _ => new()).Enqueue(part.Body);
        return Task.FromResult<SendResult>(new SendResult.Sent(null));
    }

    public Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop) => Task.FromResult<MediaResult>(new MediaResult.Fetched(Photo));

    /// <summary>What was pushed since the last call, by person.</summary>
    public IReadOnlyList<(string User, string Text)> Take()
        => [.. sent.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Drain(pair.Value).Select(text => (pair.Key, text)))];

    private static IEnumerable<string> Drain(ConcurrentQueue<string> queue)
    {
        while (queue.TryDequeue(out var text))
        {
            yield return text;
        }
    }
}
