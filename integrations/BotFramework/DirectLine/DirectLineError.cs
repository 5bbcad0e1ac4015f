using System.Globalization;
using BotAssistant.BotFramework.Activities;
using Microsoft.AspNetCore.Http;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>An error in the protocol's shape. Clients read the status and the code; the message is for whoever looks at the wire.</summary>
internal sealed record DirectLineError(int Status, string Code, string Message)
{
    public static readonly DirectLineError MissingToken = new(StatusCodes.Status401Unauthorized, "MissingToken", "Send a token: Authorization: Bearer …");
    public static readonly DirectLineError BadToken = new(StatusCodes.Status403Forbidden, "BadArgument", "The token is not valid for this.");
    public static readonly DirectLineError ExpiredToken = new(StatusCodes.Status403Forbidden, "TokenExpired", "Token has expired");
    public static readonly DirectLineError SecretNeeded = new(StatusCodes.Status403Forbidden, "BadArgument", "Only the secret makes tokens.");
    public static readonly DirectLineError BadOrigin = new(StatusCodes.Status403Forbidden, "BadArgument", "This origin is not trusted.");
    public static readonly DirectLineError NoConversation = new(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");
    public static readonly DirectLineError NoFile = new(StatusCodes.Status404NotFound, "BadArgument", "There is no such file.");
    public static readonly DirectLineError BadActivity = new(StatusCodes.Status400BadRequest, "BadArgument", "The body is no activity.");
    public static readonly DirectLineError BadRequest = new(StatusCodes.Status400BadRequest, "BadArgument", "The request cannot be read.");
    public static readonly DirectLineError TooLarge = new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The message is too large.");
    public static readonly DirectLineError WrongType = new(StatusCodes.Status415UnsupportedMediaType, "BadArgument", "This content type is not taken.");
    public static readonly DirectLineError Failed = new(StatusCodes.Status500InternalServerError, "ServiceError", "Something went wrong here.");
    public static readonly DirectLineError NotStored = new(StatusCodes.Status502BadGateway, "BotError", "Failed to send activity: try again.");
    public static readonly DirectLineError TooManyStreams = new(StatusCodes.Status429TooManyRequests, "Throttled", "Too many streams are open.");

    public static DirectLineError Throttled { get; } = new(StatusCodes.Status429TooManyRequests, "Throttled", "Too many calls: wait.");

    public Task WriteAsync(HttpResponse response, TimeSpan? retryAfter = null)
    {
        if (Status == StatusCodes.Status429TooManyRequests)
        {
            var wait = retryAfter ?? TimeSpan.FromSeconds(5);
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return JsonAnswer.WriteAsync(response, Status, new Body(new Inner(Code, Message)));
    }

    private sealed record Body(Inner Error);

    private sealed record Inner(string Code, string Message);
}

/// <summary>Writes a JSON body; nobody on the way may keep it.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync<T>(HttpResponse response, int status, T body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(ActivityJson.Write(body), response.HttpContext.RequestAborted);
    }
}
