using BotAssistant.Dialogs.Engine;
using BotAssistant.Messaging;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Turns;

/// <summary>Fetches a message's photos from its channel at once (WeChat keeps them 3 days), checks them by content and stores them.</summary>
internal sealed class PhotoIntake(IEnumerable<IChannel> channels, IMediaStore store, IOptions<TurnOptions> options, TimeProvider time)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>Hashes of the stored photos, or why one was not taken.</summary>
    public async Task<(IReadOnlyList<string> Photos, Refusal? Problem)> FetchAsync(InboundMessage message, CancellationToken stop)
    {
        var channel = channels.First(candidate => candidate.Name == message.From.Channel);
        var hashes = new List<string>();
        foreach (var media in message.Media)
        {
            if (await FetchAsync(channel, message.From, media, stop) is not { } bytes)
            {
                return (hashes, new Refusal("photo-lost"));
            }

            if (bytes.Length > options.Value.MaxPhotoMegabytes << 20)
            {
                return (hashes, new Refusal("photo-too-large", ("max", $"{options.Value.MaxPhotoMegabytes}")));
            }

            if (PhotoFormat.Detect(bytes) is not { } contentType)
            {
                return (hashes, new Refusal("photo-unreadable"));
            }

            hashes.Add(await store.PutAsync(contentType, bytes, stop));
        }

        return (hashes, null);
    }

    private async Task<byte[]?> FetchAsync(IChannel channel, ChatAddress from, MediaReference media, CancellationToken stop)
    {
        foreach (var pause in Pauses)
        {
            switch (await channel.FetchAsync(from, media, stop))
            {
                case MediaResult.Fetched fetched:
                    return fetched.Bytes;
                case MediaResult.Lost:
                    return null;
                default:
                    await Task.Delay(pause, time, stop);
                    break;
            }
        }

        return null;
    }
}
