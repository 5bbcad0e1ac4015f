using System.Globalization;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Receiving;
using BotAssistant.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// Takes in what a client posts: into the transcript, where every stream shows it, then to the inbox. Both know a repetition, so a client may try again
/// after any failure.
/// </summary>
internal sealed class Delivery(IInbox inbox, StreamHub streams, IOptions<DirectLineOptions> options, IChannelLog log, TimeProvider time, ILogger<Delivery> logger)
{
    private readonly StoredActivity stored = new(options.Value, time);

    /// <summary>The chat of a conversation.</summary>
    public static ChatAddress AddressOf(string conversation) => new(DirectLineChannel.ChannelName, "own", conversation);

    /// <summary>Greets who begins a conversation; once, however often the client begins.</summary>
    /// <returns>False when it could not be stored.</returns>
    public Task<bool> GreetAsync(string conversation)
        => HandInAsync(new InboundMessage($"{DirectLineChannel.ChannelName}:start:{conversation}", AddressOf(conversation), time.GetUtcNow(), InboundKind.Followed));

    /// <param name="files">Ids of the files that came with it.</param>
    /// <returns>The activity's id; null when it could not be stored and is to be sent again.</returns>
    public async Task<string?> TakeAsync(ITranscripts transcripts, Transcript transcript, JsonObject posted, Activity activity, IReadOnlyList<string> files, CancellationToken stop)
    {
        // Not even kept: it would be the only thing in many a transcript.
        if (activity.Type == ActivityTypes.Typing)
        {
            return StoredActivity.IdOf(transcript.Id, 0);
        }

        var (number, isNew) = await transcripts.AppendAsync(transcript.Id, KeyOf(posted), stored.OfUser(posted, transcript.Id, transcript.User), stop);
        if (isNew)
        {
            streams.Grew(transcript.Id, number);
        }

        var content = activity.Type == ActivityTypes.Message ? MessageContent.Of(activity, InboundKind.Text) : new MessageContent(InboundKind.Report);
        var message = new InboundMessage(
            string.Create(CultureInfo.InvariantCulture, $"{DirectLineChannel.ChannelName}:{transcript.Id}:{number}"), AddressOf(transcript.Id), time.GetUtcNow(), files.Count > 0 ? InboundKind.Image : content.Kind)
        {
            Text = content.Text,
            ChoiceToken = content.ChoiceToken,
            Media = [.. files.Select(file => new MediaReference(file))],
        };
        return await HandInAsync(message) ? StoredActivity.IdOf(transcript.Id, number) : null;
    }

    private async Task<bool> HandInAsync(InboundMessage message)
    {
        var start = time.GetTimestamp();
        try
        {
            // Answers are pushed into the transcript. Not the request's token: a client that hangs up must not undo what is just being stored.
            await inbox.ReceiveAsync(message with { DirectParts = 0 }, TimeSpan.Zero, CancellationToken.None);
            Log(message, "200 stored", start);
            return true;
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "A Direct Line {Kind} could not be stored; the client was told to send it again", message.Kind);
            Log(message, "502 not-stored", start);
            return false;
        }
    }

    private void Log(InboundMessage message, string outcome, long start) => log.Write(new ChannelLogEntry(
        time.GetUtcNow(), DirectLineChannel.ChannelName, null, $"post {message.Kind} from {Redaction.OfId(message.From.User)}", outcome, time.GetElapsedTime(start), null));

    /// <summary>Web Chat and directlinejs name each message of theirs; without a name each post is a message of its own.</summary>
    private static string KeyOf(JsonObject posted) => JsonText.Of(posted["channelData"], "clientActivityID") is { Length: > 0 and <= 200 } id ? $"client:{id}" : $"post:{Guid.NewGuid():N}";
}
