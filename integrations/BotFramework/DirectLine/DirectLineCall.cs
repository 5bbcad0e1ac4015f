using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>The part of a call that is the same everywhere: who may, how often, of which conversation.</summary>
internal sealed class DirectLineCall(AccessReader access, Rates rates)
{
    /// <summary>Opens the conversation of the address, or answers why not and returns null.</summary>
    public async Task<(Transcript Transcript, Access Access)?> OpenAsync(HttpContext context, string conversation, ITranscripts transcripts, bool writes)
    {
        var caller = await access.ReadAsync(context.Request);
        var (transcript, error) = await AccessReader.OpenAsync(caller, conversation, transcripts, context.RequestAborted);
        if (error is not null)
        {
            await error.WriteAsync(context.Response);
            return null;
        }

        if ((writes ? rates.Write(conversation) : rates.Call(conversation)) is { } wait)
        {
            await DirectLineError.Throttled.WriteAsync(context.Response, wait);
            return null;
        }

        return (transcript!, caller);
    }

    /// <summary>Who calls, or null once it has been answered why nobody may.</summary>
    public async Task<Access?> WhoAsync(HttpContext context)
    {
        var caller = await access.ReadAsync(context.Request);
        if (caller is not Access.Refused refused)
        {
            return caller;
        }

        await refused.Error.WriteAsync(context.Response);
        return null;
    }
}
