using BotAssistant.Messaging;
using Microsoft.Net.Http.Headers;

namespace BotAssistant.Bot.Public;

/// <summary><c>GET /files/{token}</c>: one file to whoever holds its address. Whatever is wrong with an address, the answer is the same 404.</summary>
internal sealed class FileEndpoint(FileTokens tokens)
{
    public async Task ShowAsync(HttpContext context, string token, IMediaStore media)
    {
        var response = context.Response;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (tokens.Read(token) is not var (hash, name) || await media.FindAsync(hash, context.RequestAborted) is not { } file)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var disposition = new ContentDispositionHeaderValue(file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(file.Bytes, context.RequestAborted);
        }
    }
}
