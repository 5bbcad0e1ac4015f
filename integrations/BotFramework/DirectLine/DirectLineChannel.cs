using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Our own Direct Line server as a channel: to send is to add to the transcript, which the person's open pages show at once and later ones again.</summary>
public sealed class DirectLineChannel : IChannel
{
    public const string ChannelName = "directline";

    private readonly IServiceScopeFactory scopes;
    private readonly StreamHub streams;
    private readonly DirectLineOptions options;
    private readonly StoredActivity stored;

    internal DirectLineChannel(IServiceScopeFactory scopes, StreamHub streams, IOptions<DirectLineOptions> options, TimeProvider time) =>
        (this.scopes, this.streams, this.options, stored) = (scopes, streams, options.Value, new StoredActivity(options.Value, time));

    public string Name => ChannelName;

    public bool CountsSends => false;

    public bool SendsOnce => true;

    public bool IsOpen => options.Enabled;

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message) =>
        [.. ActivityRenderer.Render(message, Surface.WebChat, options.TextLimit).Select(activity => new OutboundPart(ActivityJson.Write(activity)))];

    public async Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transcripts = scope.ServiceProvider.GetRequiredService<ITranscripts>();
        if (await transcripts.FindAsync(to.User, stop) is not { } transcript)
        {
            return new SendResult.ContactGone("no-conversation");
        }

        var (number, _) = await transcripts.AppendAsync(transcript.Id, $"sent:{part.MessageId ?? Guid.NewGuid():N}", stored.OfBot(part.Body, transcript.Id), stop);
        streams.Grew(transcript.Id, number);
        return new SendResult.Sent(StoredActivity.IdOf(transcript.Id, number));
    }

    /// <summary>A photo that was uploaded into this chat's own transcript. Addresses that a client names are never followed.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITranscripts>().FindFileAsync(from.User, media.Id, stop) is { } file
            ? new MediaResult.Fetched(file.Bytes)
            : new MediaResult.Lost("no-such-file");
    }
}
