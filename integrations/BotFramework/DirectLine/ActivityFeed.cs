using System.Text.Json.Nodes;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Pages of a transcript as a client gets them.</summary>
internal sealed class ActivityFeed(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    /// <returns>The activities after the watermark, a page at most, and the watermark after them.</returns>
    public async Task<(IReadOnlyList<JsonObject> Activities, int Watermark)> ReadAsync(ITranscripts transcripts, Transcript transcript, int watermark, HttpRequest request, CancellationToken stop)
    {
        var entries = await transcripts.ReadAsync(transcript.Id, watermark, options.Value.PageSize, stop);
        var ticket = new Lazy<string>(() => tokens.Write(TokenUse.File, transcript.Id, transcript.User, options.Value.TokenLifetime));
        var files = $"{request.Scheme}://{request.Host}{request.PathBase}{DirectLineEndpoint.Root}/conversations/{transcript.Id}/files/";
        return ([.. entries.Select(entry => StoredActivity.Serve(transcript.Id, entry, file => $"{files}{file}?t={ticket.Value}"))], entries.Count == 0 ? watermark : entries[^1].Number);
    }
}
