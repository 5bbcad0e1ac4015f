using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Reading and writing a conversation (Direct Line 3.0: conversations/{id}/activities).</summary>
internal sealed class ActivityEndpoints(DirectLineCall call, Delivery delivery, ActivityFeed feed, Rates rates, IOptions<DirectLineOptions> options, ILogger<ActivityEndpoints> logger)
{
    /// <summary>
    /// GET: what came after the watermark. A client that gets a 429 or a 5xx here stops asking without a word, so haste of its own and trouble of ours are
    /// an empty page: it asks again.
    /// </summary>
    public async Task ReadAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        var watermark = Watermark.Of(context.Request);
        if (await call.AdmitAsync(context, conversation) is not { } caller)
        {
            return;
        }

        if (rates.Poll(conversation) is not null)
        {
            await NothingAsync(context.Response, watermark);
            return;
        }

        try
        {
            if (await DirectLineCall.FindAsync(context, caller, conversation, transcripts) is { } transcript)
            {
                var (activities, last) = await feed.ReadAsync(transcripts, transcript, watermark, context.Request, context.RequestAborted);
                await JsonAnswer.WriteAsync(context.Response, StatusCodes.Status200OK, new Page(activities, Watermark.Text(last)));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(failure, "A Direct Line conversation could not be read; the client was given an empty page");
            await NothingAsync(context.Response, watermark);
        }
    }

    /// <summary>POST: one activity. 200 with its id once it is ours.</summary>
    public async Task PostAsync(HttpContext context, string conversation, ITranscripts transcripts)
    {
        if (await call.OpenAsync(context, conversation, transcripts, rates.Write) is not var (transcript, _))
        {
            return;
        }

        if (!context.Request.HasJsonContentType())
        {
            await DirectLineError.WrongType.WriteAsync(context.Response);
            return;
        }

        var body = await BoundedBody.ReadAsync(context.Request.Body, options.Value.MaxActivityBytes, context.RequestAborted);
        if (body is null || System.Text.Encoding.UTF8.GetCharCount(body) > options.Value.MaxActivityCharacters)
        {
            await DirectLineError.TooLarge.WriteAsync(context.Response);
            return;
        }

        if (StoredActivity.Parse(body) is not var (posted, activity))
        {
            await DirectLineError.BadActivity.WriteAsync(context.Response);
            return;
        }

        await AcknowledgeAsync(context.Response, await delivery.TakeAsync(transcripts, transcript, posted, activity, UploadedFiles.None, context.RequestAborted));
    }

    private static Task NothingAsync(HttpResponse response, int watermark) => JsonAnswer.WriteAsync(response, StatusCodes.Status200OK, new Page([], Watermark.Text(watermark)));

    /// <summary>Never 204: a client takes that for a failure.</summary>
    public static Task AcknowledgeAsync(HttpResponse response, string? id) => id is null
        ? DirectLineError.NotStored.WriteAsync(response)
        : JsonAnswer.WriteAsync(response, StatusCodes.Status200OK, new Taken(id));

    private sealed record Taken(string Id);

    private sealed record Page(IReadOnlyList<JsonObject> Activities, string Watermark);
}
