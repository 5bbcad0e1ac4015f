using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>What of an upload is there for the bot: ids of the photos, and whether there was something else.</summary>
internal sealed record UploadedFiles(IReadOnlyList<string> Photos, bool HasOthers)
{
    public static UploadedFiles None { get; } = new([], HasOthers: false);
}

/// <summary>One file as its sender describes it.</summary>
internal sealed record SentFile(string ContentType, string Name, byte[] Bytes);

/// <summary>Files and the message they came with.</summary>
internal sealed record Upload(JsonObject Posted, Activity Activity, IReadOnlyList<SentFile> Files);

/// <summary>Reads an upload out of a request: a bare file, or a form with an activity in it.</summary>
internal sealed class UploadReader(DirectLineOptions options)
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const string AnyType = "application/octet-stream";
    private const int MaxBoundary = 200;
    private const int MaxName = 200;

    private readonly int maxBytes = options.MaxUploadMegabytes << 20;

    public Task<(Upload? Upload, DirectLineError? Error)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return Task.FromResult<(Upload?, DirectLineError?)>((null, DirectLineError.WrongType));
        }

        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? ReadFormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), stop)
            : ReadBareAsync(request, type, stop);
    }

    private async Task<(Upload?, DirectLineError?)> ReadBareAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken stop)
    {
        if (await BoundedBody.ReadAsync(request.Body, maxBytes, stop) is not { } bytes)
        {
            return (null, DirectLineError.TooLarge);
        }

        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition) ? disposition.FileName.ToString() : null;
        return (Plain([new SentFile(Short(type.MediaType.ToString()), Short(name), bytes)]), null);
    }

    private async Task<(Upload?, DirectLineError?)> ReadFormAsync(HttpRequest request, string boundary, CancellationToken stop)
    {
        if (boundary.Length is 0 or > MaxBoundary)
        {
            return (null, DirectLineError.BadRequest);
        }

        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, request.Body), stop);
        }
        catch (Exception broken) when (broken is InvalidDataException or FormatException or IOException and not BadHttpRequestException)
        {
            return (null, DirectLineError.BadRequest);
        }
    }

    private async Task<(Upload?, DirectLineError?)> ReadPartsAsync(MultipartReader reader, CancellationToken stop)
    {
        var (left, files) = (maxBytes, new List<SentFile>());
        (JsonObject Posted, Activity Read)? activity = null;
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (await BoundedBody.ReadAsync(section.Body, left, stop) is not { } bytes)
            {
                return (null, DirectLineError.TooLarge);
            }

            left -= bytes.Length;
            var contentType = MediaTypeHeaderValue.TryParse(section.ContentType, out var type) ? type.MediaType.ToString() : AnyType;
            if (!contentType.Equals(ActivityType, StringComparison.OrdinalIgnoreCase))
            {
                files.Add(new SentFile(Short(contentType), Short(section.GetContentDispositionHeader()?.FileName.ToString()), bytes));
            }
            else if (bytes.Length <= options.MaxActivityBytes && StoredActivity.Parse(bytes) is { Read.Type: ActivityTypes.Message } read)
            {
                activity = read;
            }
            else
            {
                return (null, DirectLineError.BadActivity);
            }

            if (files.Count > options.MaxFiles)
            {
                return (null, DirectLineError.TooLarge);
            }
        }

        return files.Count == 0 ? (null, DirectLineError.BadRequest)
            : activity is var (posted, parsed) ? (new Upload(posted, parsed, files), null)
            : (Plain(files), null);
    }

    private static Upload Plain(IReadOnlyList<SentFile> files) => new(new JsonObject { ["type"] = ActivityTypes.Message }, new Activity { Type = ActivityTypes.Message }, files);

    private static string Short(string? text) => HeaderUtilities.RemoveQuotes(text ?? "").ToString() is var bare && bare.Length > MaxName ? bare[..MaxName] : bare;
}
