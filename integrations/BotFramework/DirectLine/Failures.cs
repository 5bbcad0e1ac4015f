using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>Gives what goes wrong the protocol's shape: a client that reads a body of another kind hangs.</summary>
internal sealed class Failures(ILogger<Failures> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (BadHttpRequestException broken) when (!http.Response.HasStarted)
        {
            await (broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? DirectLineError.TooLarge : DirectLineError.BadRequest).WriteAsync(http.Response);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            logger.LogError(failure, "A Direct Line call failed");
            await DirectLineError.Failed.WriteAsync(http.Response);
        }

        return Results.Empty;
    }
}
