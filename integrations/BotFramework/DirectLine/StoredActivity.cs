using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// An activity as it lies in the transcript and as clients get it. What a client posted stays as it is, fields that we do not know included:
/// Web Chat knows its own message again by its channelData. Only what must not be a client's to say is ours.
/// </summary>
internal sealed class StoredActivity(DirectLineOptions options, TimeProvider time)
{
    private const string FilePrefix = "file:";
    private const int FileIdLength = 64;
    private const string ChannelId = "directline";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <returns>The activity as posted and as read, or null when it is none.</returns>
    public static (JsonObject Posted, Activity Read)? Parse(ReadOnlySpan<byte> json)
        => ParseObject(json) is { } posted && ActivityJson.Read(json) is { Type.Length: > 0 } read ? (posted, read) : null;

    /// <returns>Null when it is no JSON object, is too deep, names a field twice, or holds half a character.</returns>
    public static JsonObject? ParseObject(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict) is JsonObject parsed && FreeJson.IsSound(parsed) ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A client's activity for the transcript: from the token's user, whoever it says it is from.</summary>
    public string OfUser(JsonObject posted, string conversation, string user)
    {
        var name = JsonText.Of(posted["from"], "name");
        posted.Remove("id");
        posted.Remove("serviceUrl");
        posted.Remove("callerId");
        posted["from"] = name is null ? new JsonObject { ["id"] = user, ["role"] = "user" } : new JsonObject { ["id"] = user, ["name"] = name, ["role"] = "user" };
        return Complete(posted, conversation);
    }

    /// <summary>An activity of ours for the transcript.</summary>
    /// <param name="about">The number of the entry that it tells of; null: of itself.</param>
    public string OfBot(string activity, string conversation, int? about = null)
    {
        var sent = JsonNode.Parse(activity)!.AsObject();
        if (about is { } number)
        {
            sent["id"] = IdOf(conversation, number);
        }

        sent["from"] = new JsonObject { ["id"] = options.BotId, ["role"] = "bot" };
        return Complete(sent, conversation);
    }

    /// <summary>The same activity as the news of itself.</summary>
    public static string UpdateOf(string activity, string type)
    {
        var news = JsonNode.Parse(activity)!.AsObject();
        news["type"] = type;
        return news.ToJsonString(ActivityJson.Options);
    }

    /// <summary>The reference under which an uploaded file stands in the transcript.</summary>
    public static string FileReference(string fileId) => FilePrefix + fileId;

    /// <summary>A lower-case SHA-256: what a client writes behind the prefix may be anything.</summary>
    public static bool IsFileId(string text) => text.Length == FileIdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The protocol's form of an activity's id; its number in the transcript is the watermark after it.</summary>
    public static string IdOf(string conversation, int number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    /// <summary>As a client gets it: with its id (one that tells of another activity has that one's), and files under an address that works for now.</summary>
    /// <param name="fileAddress">The address of a file of this conversation, from its id.</param>
    /// <param name="site">Under which address the client reaches us: before a path of our own.</param>
    public static JsonObject Serve(string conversation, TranscriptEntry entry, Func<string, string> fileAddress, string site)
    {
        var activity = JsonNode.Parse(entry.Body)!.AsObject();
        if (!activity.ContainsKey("id"))
        {
            activity["id"] = IdOf(conversation, entry.Number);
        }

        foreach (var attachment in (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var url = JsonText.Of(attachment, "contentUrl") ?? "";
            if (url.StartsWith(FilePrefix, StringComparison.Ordinal) && IsFileId(url[FilePrefix.Length..]))
            {
                attachment["contentUrl"] = fileAddress(url[FilePrefix.Length..]);
            }
            else if (url.StartsWith($"{FileAttachments.OwnPath}/", StringComparison.Ordinal))
            {
                attachment["contentUrl"] = site + url[FileAttachments.OwnPath.Length..];
            }
        }

        return activity;
    }

    private string Complete(JsonObject activity, string conversation)
    {
        activity["channelId"] = ChannelId;
        activity["conversation"] = new JsonObject { ["id"] = conversation };
        activity["timestamp"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return activity.ToJsonString(ActivityJson.Options);
    }
}
