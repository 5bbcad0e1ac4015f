using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Pages of a transcript as a client gets them.</summary>
internal sealed class ActivityFeed(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    /// <returns>The activities after the watermark, a page at most, and the watermark after them. One from before a conversation was forgotten is no hindrance.</returns>
    public async Task<(IReadOnlyList<JsonObject> Activities, int Watermark)> ReadAsync(ITranscripts transcripts, Transcript transcript, int watermark, HttpRequest request, CancellationToken stop)
    {
        var from = Math.Min(watermark, transcript.Length);
        var entries = from == transcript.Length ? [] : await transcripts.ReadAsync(transcript.Id, from, options.Value.PageSize, stop);
        var ticket = new Lazy<string>(() => tokens.WriteFile(transcript.Id, transcript.User));
        var site = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var files = $"{site}{DirectLineEndpoint.Root}/conversations/{transcript.Id}/files/";
        return ([.. entries.Select(entry => StoredActivity.Serve(transcript.Id, entry, file => $"{files}{file}?t={ticket.Value}", site))], entries.Count == 0 ? from : entries[^1].Number);
    }
}
