using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Files (Direct Line 3.0: conversations/{id}/upload), and the address under which the page shows them again.</summary>
internal sealed class UploadEndpoints(DirectLineCall call, DirectLineTokens tokens, Delivery delivery, IOptions<DirectLineOptions> options)
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int MaxBoundary = 200;
    private const int MaxName = 200;

    /// <summary>POST: files with an activity (multipart), or one bare file.</summary>
    public async Task UploadAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        if (await call.OpenAsync(context, conversation, transcripts, writes: true) is not var (transcript, _))
        {
            return;
        }

        var (upload, error) = await ReadAsync(context.Request, context.RequestAborted);
        if (upload is null)
        {
            await error!.WriteAsync(context.Response);
            return;
        }

        var (posted, activity) = upload.Activity;
        var (ids, attachments) = (new List<string>(), new JsonArray());
        foreach (var file in upload.Files)
        {
            var id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(12));
            // By content, not by name. What is no photo we cannot use: it is not kept, and the person is told so by the bot.
            var photo = PhotoFormat.Detect(file.Bytes);
            await transcripts.AddFileAsync(transcript.Id, new TranscriptFile(id, photo ?? "application/octet-stream", photo is null ? [] : file.Bytes), context.RequestAborted);
            ids.Add(id);
            attachments.Add(new JsonObject { ["contentType"] = photo ?? file.ContentType, ["name"] = file.Name, ["contentUrl"] = StoredActivity.FileReference(id) });
        }

        posted["attachments"] = attachments;
        await ActivityEndpoints.AcknowledgeAsync(context.Response, await delivery.TakeAsync(transcripts, transcript, posted, activity with { Attachments = null, Value = null }, ids, context.RequestAborted));
    }

    /// <summary>GET files/{file}: for an img element, which sends no header, so the key is in the address.</summary>
    public async Task ShowAsync(HttpContext context, string conversation, string file, ITranscripts transcripts)
    {
        if (await tokens.ReadAsync(context.Request.Query["t"].ToString(), TokenUse.File) is not { HasExpired: false } grant || grant.ConversationId != conversation)
        {
            await DirectLineError.BadToken.WriteAsync(context.Response);
            return;
        }

        if (await transcripts.FindFileAsync(conversation, file, context.RequestAborted) is not { Bytes.Length: > 0 } found)
        {
            await DirectLineError.NoFile.WriteAsync(context.Response);
            return;
        }

        var response = context.Response;
        response.ContentType = found.ContentType;
        response.ContentLength = found.Bytes.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = "inline";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, max-age=1800, immutable";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await response.Body.WriteAsync(found.Bytes, context.RequestAborted);
    }

    private Task<(Upload? Upload, DirectLineError? Error)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return Task.FromResult<(Upload?, DirectLineError?)>((null, DirectLineError.WrongType));
        }

        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? ReadPartsAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), stop)
            : ReadBareAsync(request, type, stop);
    }

    private async Task<(Upload?, DirectLineError?)> ReadBareAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken stop)
    {
        if (await BoundedBody.ReadAsync(request.Body, options.Value.MaxUploadMegabytes << 20, stop) is not { } bytes)
        {
            return (null, DirectLineError.TooLarge);
        }

        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition) ? disposition.FileName.ToString() : null;
        return (new Upload((new JsonObject { ["type"] = ActivityTypes.Message }, new Activity { Type = ActivityTypes.Message }), [new File(Short(type.MediaType.ToString()), Short(name), bytes)]), null);
    }

    private async Task<(Upload?, DirectLineError?)> ReadPartsAsync(HttpRequest request, string boundary, CancellationToken stop)
    {
        if (boundary.Length is 0 or > MaxBoundary)
        {
            return (null, DirectLineError.BadRequest);
        }

        var (left, files) = (options.Value.MaxUploadMegabytes << 20, new List<File>());
        var activity = (Posted: new JsonObject { ["type"] = ActivityTypes.Message }, Read: new Activity { Type = ActivityTypes.Message });
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(stop) is { } section)
            {
                if (await BoundedBody.ReadAsync(section.Body, left, stop) is not { } bytes)
                {
                    return (null, DirectLineError.TooLarge);
                }

                left -= bytes.Length;
                var contentType = MediaTypeHeaderValue.TryParse(section.ContentType, out var type) ? type.MediaType.ToString() : "application/octet-stream";
                if (contentType.Equals(ActivityType, StringComparison.OrdinalIgnoreCase))
                {
                    if (StoredActivity.Parse(bytes) is not { } read)
                    {
                        return (null, DirectLineError.BadActivity);
                    }

                    activity = read;
                    continue;
                }

                files.Add(new File(Short(contentType), Short(section.GetContentDispositionHeader()?.FileName.ToString()), bytes));
                if (files.Count > options.Value.MaxFiles)
                {
                    return (null, DirectLineError.TooLarge);
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or FormatException)
        {
            return (null, DirectLineError.BadRequest);
        }

        return files.Count > 0 && activity.Read.Type == ActivityTypes.Message ? (new Upload(activity, files), null) : (null, DirectLineError.BadRequest);
    }

    private static string Short(string? text) => HeaderUtilities.RemoveQuotes(text ?? "").ToString() is var bare && bare.Length > MaxName ? bare[..MaxName] : bare;

    private sealed record File(string ContentType, string Name, byte[] Bytes);

    private sealed record Upload((JsonObject Posted, Activity Read) Activity, IReadOnlyList<File> Files);
}
