using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>A file of the page in both encodings. Its address changes with its content, so that a browser may keep it for ever.</summary>
internal sealed record PageAsset(string Path, string ContentType, byte[] Brotli, byte[] Gzip)
{
    private const string BrotliName = "br";
    private const string GzipName = "gzip";

    public static PageAsset Of(string name, string extension, string contentType, byte[] content) =>
        Compressed(name, extension, contentType, Squeeze(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)),
            Squeeze(content, to => new GZipStream(to, CompressionLevel.SmallestSize)));

    public static PageAsset Compressed(string name, string extension, string contentType, byte[] brotli, byte[] gzip) =>
        new($"/chat/{name}.{Convert.ToHexStringLower(SHA256.HashData(brotli))[..16]}.{extension}", contentType, brotli, gzip);

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        switch (Choose(context.Request.GetTypedHeaders()))
        {
            case BrotliName:
                await WriteAsync(response, BrotliName, Brotli);
                break;
            case GzipName:
                await WriteAsync(response, GzipName, Gzip);
                break;
            default:
                // No browser of this century asks for it plain; a person with a command line may.
                await using (var plain = new GZipStream(new MemoryStream(Gzip), CompressionMode.Decompress))
                {
                    await plain.CopyToAsync(response.Body, context.RequestAborted);
                }

                break;
        }
    }

    private static Task WriteAsync(HttpResponse response, string encoding, byte[] content)
    {
        response.Headers.ContentEncoding = encoding;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, response.HttpContext.RequestAborted).AsTask();
    }

    private static string? Choose(RequestHeaders request) =>
        new[] { BrotliName, GzipName }.FirstOrDefault(encoding => request.AcceptEncoding.Any(accepted => accepted.Value == encoding && accepted.Quality is not 0));

    private static byte[] Squeeze(byte[] content, Func<Stream, Stream> compress)
    {
        using var squeezed = new MemoryStream();
        using (var stream = compress(squeezed))
        {
            stream.Write(content);
        }

        return squeezed.ToArray();
    }
}
