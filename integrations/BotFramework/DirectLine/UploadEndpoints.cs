using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Files (Direct Line 3.0: conversations/{id}/upload), and the address under which the page shows them again.</summary>
internal sealed class UploadEndpoints(DirectLineCall call, DirectLineTokens tokens, Delivery delivery, Rates rates, IOptions<DirectLineOptions> options)
{
    /// <summary>Of a form, beside the files: headers and the activity.</summary>
    private const int FormOverhead = 2 << 20;

    private readonly UploadReader reader = new(options.Value);

    /// <summary>POST: files with an activity (multipart), or one bare file.</summary>
    public async Task UploadAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        if (await call.OpenAsync(context, conversation, transcripts, rates.Write) is not var (transcript, _))
        {
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = ((long)options.Value.MaxUploadMegabytes << 20) + FormOverhead;
        }

        var (upload, error) = await reader.ReadAsync(context.Request, context.RequestAborted);
        if (upload is null)
        {
            await error!.WriteAsync(context.Response);
            return;
        }

        var files = await KeepAsync(transcripts, transcript, upload, context.RequestAborted);
        var read = upload.Activity with { Attachments = null, Value = null };
        await ActivityEndpoints.AcknowledgeAsync(context.Response, await delivery.TakeAsync(transcripts, transcript, upload.Posted, read, files, context.RequestAborted));
    }

    /// <summary>GET files/{file}: for an img element, which sends no header, so the key is in the address.</summary>
    public async Task ShowAsync(HttpContext context, string conversation, string file, ITranscripts transcripts)
    {
        if (await tokens.ReadAsync(context.Request.Query["t"].ToString(), TokenUse.File) is not { HasExpired: false } grant || grant.ConversationId != conversation)
        {
            await DirectLineError.BadToken.WriteAsync(context.Response);
            return;
        }

        if (!StoredActivity.IsFileId(file) || await transcripts.FindFileAsync(conversation, file, context.RequestAborted) is not { } found)
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

    /// <summary>
    /// Photos are told by their content, not by name, and named by it, so that one sent twice is kept once. What is no photo we cannot use: it is not
    /// kept, and the bot says so.
    /// </summary>
    private static async Task<UploadedFiles> KeepAsync(ITranscripts transcripts, Transcript transcript, Upload upload, CancellationToken stop)
    {
        var (photos, attachments) = (new List<string>(), new JsonArray());
        foreach (var file in upload.Files)
        {
            var attachment = new JsonObject { ["contentType"] = file.ContentType, ["name"] = file.Name };
            if (PhotoFormat.Detect(file.Bytes) is { } photo)
            {
                var id = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
                await transcripts.AddFileAsync(transcript.Id, new TranscriptFile(id, photo, file.Bytes), stop);
                photos.Add(id);
                (attachment["contentType"], attachment["contentUrl"]) = (photo, StoredActivity.FileReference(id));
            }

            attachments.Add(attachment);
        }

        upload.Posted["attachments"] = attachments;
        return new UploadedFiles(photos, HasOthers: photos.Count < upload.Files.Count);
    }
}
