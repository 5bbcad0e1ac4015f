using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Our own Direct Line server as a channel: to send is to add to the transcript, which the person's open pages show at once and later ones again.</summary>
public sealed class DirectLineChannel : IChannel
{
    public const string ChannelName = "directline";

    private readonly IServiceScopeFactory scopes;
    private readonly StreamHub streams;
    private readonly IChannelLog log;
    private readonly DirectLineOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<DirectLineChannel> logger;
    private readonly StoredActivity stored;

    internal DirectLineChannel(IServiceScopeFactory scopes, StreamHub streams, IChannelLog log, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<DirectLineChannel> logger) =>
        (this.scopes, this.streams, this.log, this.options, this.time, this.logger, stored) = (scopes, streams, log, options.Value, time, logger, new StoredActivity(options.Value, time));

    public string Name => ChannelName;

    public bool CountsSends => false;

    /// <summary>The transcript knows each message by its id.</summary>
    public bool SendsOnce => true;

    public bool ShowsFiles => true;

    /// <summary>The page comes from the server that has the files, whatever it is called from outside.</summary>
    public bool ShowsOwnPaths => true;

    public bool IsOpen => options.Enabled;

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message) =>
        [.. ActivityRenderer.Render(message with { Files = [.. message.Files.Select(file => file with { Address = null })] }, Surface.WebChat, options.TextLimit).Select(activity => new OutboundPart(ActivityJson.Write(activity)))];

    public Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop) => WriteAsync("send", to, part.MessageId, async transcripts =>
    {
        var (number, _) = await transcripts.AppendAsync(to.User, KeyOf(part.MessageId ?? Guid.NewGuid()), stored.OfBot(part.Body, to.User), stop);
        return number;
    }, stop);

    /// <summary>
    /// Replaces a message of ours, by the id it was sent under, for whoever reads it from now on; open pages get a messageUpdate besides (activity schema,
    /// A2600). Web Chat 4.18 passes over that and shows the old text until it is loaded anew.
    /// </summary>
    public Task<SendResult> UpdateAsync(ChatAddress to, Guid messageId, OutboundPart part, CancellationToken stop) =>
        ReplaceAsync("update", to, messageId, part.Body, StoredActivity.UpdateOf(part.Body, ActivityTypes.MessageUpdate), stop);

    /// <summary>Takes a message of ours away. Like <see cref="UpdateAsync"/>, with a messageDelete.</summary>
    public Task<SendResult> DeleteAsync(ChatAddress to, Guid messageId, CancellationToken stop)
    {
        var gone = ActivityJson.Write(new Activity { Type = ActivityTypes.MessageDelete });
        return ReplaceAsync("delete", to, messageId, gone, gone, stop);
    }

    /// <summary>A photo that was uploaded into this chat's own transcript. Addresses that a client names are never followed.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITranscripts>().FindFileAsync(from.User, media.Id, stop) is { } file
            ? new MediaResult.Fetched(file.Bytes)
            : new MediaResult.Lost("no-such-file");
    }

    private static string KeyOf(Guid messageId) => $"sent:{messageId:N}";

    private Task<SendResult> ReplaceAsync(string call, ChatAddress to, Guid messageId, string body, string news, CancellationToken stop) => WriteAsync(call, to, messageId, async transcripts =>
    {
        var replacement = stored.OfBot(body, to.User);
        if (!await transcripts.ReplaceAsync(to.User, KeyOf(messageId), replacement, stop))
        {
            return null;
        }

        // It is there: appending it again only says under which number.
        var (number, _) = await transcripts.AppendAsync(to.User, KeyOf(messageId), replacement, stop);
        return (await transcripts.AppendAsync(to.User, $"{call}:{Guid.NewGuid():N}", stored.OfBot(news, to.User, about: number), stop)).Number;
    }, stop);

    /// <param name="write">The number of what was added; null when what was to be changed is not there.</param>
    private async Task<SendResult> WriteAsync(string call, ChatAddress to, Guid? messageId, Func<ITranscripts, Task<int?>> write, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var (result, outcome) = await TryAsync(to, write, stop);
        log.Write(new ChannelLogEntry(time.GetUtcNow(), ChannelName, messageId, $"{call} to {Redaction.OfId(to.User)}", outcome, time.GetElapsedTime(start), null));
        return result;
    }

    private async Task<(SendResult Result, string Outcome)> TryAsync(ChatAddress to, Func<ITranscripts, Task<int?>> write, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var transcripts = scope.ServiceProvider.GetRequiredService<ITranscripts>();
            if (await transcripts.FindAsync(to.User, stop) is null)
            {
                return (new SendResult.ContactGone("no-conversation"), "no-conversation");
            }

            if (await write(transcripts) is not { } number)
            {
                return (new SendResult.OursToFix("no-such-message"), "no-such-message");
            }

            streams.Grew(to.User, number);
            return (new SendResult.Sent(StoredActivity.IdOf(to.User, number)), "stored");
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // Whether or not it got in: under the same key it is there once.
            logger.LogError(failure, "A message could not be added to its Direct Line transcript; it goes again");
            return (new SendResult.RetryLater("not-stored"), "not-stored");
        }
    }
}
