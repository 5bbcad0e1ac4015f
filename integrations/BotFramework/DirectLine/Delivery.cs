using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Receiving;
using BotAssistant.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// Takes in what a client posts: into the transcript, where every stream shows it, then to the inbox. Both know a repetition, so a client may try again
/// after any failure. In this order, so that the answer never stands before what it answers.
/// </summary>
internal sealed class Delivery(IInbox inbox, StreamHub streams, IOptions<DirectLineOptions> options, IChannelLog log, TimeProvider time, ILogger<Delivery> logger)
{
    /// <summary>Typing would be the only thing in many a transcript; the others are the channel's to say, and never a client's.</summary>
    private static readonly string[] NotKept =
        [ActivityTypes.Typing, ActivityTypes.ConversationUpdate, ActivityTypes.InstallationUpdate, ActivityTypes.ContactRelationUpdate];

    private readonly StoredActivity stored = new(options.Value, time);

    /// <summary>The chat of a conversation.</summary>
    public static ChatAddress AddressOf(string conversation) => new(DirectLineChannel.ChannelName, "own", conversation);

    /// <summary>Greets who begins a conversation; once, however often the client begins, and again when it was forgotten in between.</summary>
    /// <returns>False when it could not be stored.</returns>
    public Task<bool> GreetAsync(Transcript transcript) => HandInAsync(new InboundMessage(
        $"{DirectLineChannel.ChannelName}:start:{transcript.Id}:{transcript.StartedAt.ToUnixTimeSeconds()}", AddressOf(transcript.Id), time.GetUtcNow(), InboundKind.Followed));

    /// <returns>The activity's id; null when it could not be stored and is to be sent again.</returns>
    public async Task<string?> TakeAsync(ITranscripts transcripts, Transcript transcript, JsonObject posted, Activity activity, UploadedFiles files, CancellationToken stop)
    {
        if (NotKept.Contains(activity.Type, StringComparer.Ordinal))
        {
            return StoredActivity.IdOf(transcript.Id, 0);
        }

        var key = KeyOf(posted);
        if (await AppendAsync(transcripts, transcript, key, posted, stop) is not { } number)
        {
            return null;
        }

        foreach (var message in MessagesOf(transcript.Id, key, activity, files))
        {
            if (!await HandInAsync(message))
            {
                return null;
            }
        }

        return StoredActivity.IdOf(transcript.Id, number);
    }

    private async Task<int?> AppendAsync(ITranscripts transcripts, Transcript transcript, string key, JsonObject posted, CancellationToken stop)
    {
        try
        {
            var (number, _) = await transcripts.AppendAsync(transcript.Id, key, stored.OfUser(posted, transcript.Id, transcript.User), stop);
            streams.Grew(transcript.Id, number);
            return number;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            logger.LogError(failure, "A Direct Line activity could not be kept; the client was told to send it again");
            return null;
        }
    }

    /// <summary>Photos, and what came with them that is none, are told apart, so that the bot can take the ones and say no to the others.</summary>
    private IEnumerable<InboundMessage> MessagesOf(string conversation, string key, Activity activity, UploadedFiles files)
    {
        var content = ContentOf(activity);
        var said = new InboundMessage(
            $"{DirectLineChannel.ChannelName}:{Hash($"{conversation}\n{key}")}", AddressOf(conversation), time.GetUtcNow(), content.Kind)
        {
            Text = content.Text,
            ChoiceToken = content.ChoiceToken,
            Media = content.Media,
        };
        if (files.Photos.Count > 0)
        {
            yield return said with { Kind = InboundKind.Image, Media = [.. files.Photos.Select(photo => new MediaReference(photo))] };
        }

        if (files.HasOthers)
        {
            yield return said with { DedupeKey = $"{said.DedupeKey}:file", Kind = InboundKind.File };
        }

        if (files == UploadedFiles.None)
        {
            yield return said;
        }
    }

    private static MessageContent ContentOf(Activity activity) => activity switch
    {
        { Type: ActivityTypes.Message } => MessageContent.Of(activity, InboundKind.Text),
        { Type: ActivityTypes.Invoke, Name: ActivityNormalizer.CardAction } when MessageContent.Of(activity, InboundKind.Text) is { ChoiceToken: not null } tapped => tapped,
        _ => new MessageContent(InboundKind.Report),
    };

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

    /// <summary>
    /// Web Chat and directlinejs name each message of theirs; without a name each post is a message of its own. Hashed: a client's text may be of any
    /// length and hold what a database does not take.
    /// </summary>
    private static string KeyOf(JsonObject posted) => JsonText.Of(posted["channelData"], "clientActivityID") is { Length: > 0 } id ? $"client:{Hash(id)}" : $"post:{Guid.NewGuid():N}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
