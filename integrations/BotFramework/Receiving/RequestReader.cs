using BotAssistant.BotFramework.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>Reads the activity out of a request.</summary>
internal sealed class RequestReader(int maxBodyBytes)
{
    /// <returns>The activity, or the status that says why there is none.</returns>
    public async Task<(Activity? Activity, int Status)> ReadAsync(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.ContentLength > maxBodyBytes)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            if (await BoundedBody.ReadAsync(request.Body, maxBodyBytes, request.HttpContext.RequestAborted) is not { } body)
            {
                return (null, StatusCodes.Status413PayloadTooLarge);
            }

            ReadOnlySpan<byte> json = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body;
            return ActivityJson.Read(json) is { } activity ? (activity, StatusCodes.Status200OK) : (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException broken)
        {
            return (null, broken.StatusCode);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
