using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>The part of a call that is the same everywhere: who may, how often, of which conversation. Null = it has been answered why not.</summary>
internal sealed class DirectLineCall(AccessReader access)
{
    /// <summary>Opens the conversation of the address.</summary>
    /// <param name="rate">How long the caller must wait, if it must; asked before the database is.</param>
    public async Task<(Transcript Transcript, Access Access)?> OpenAsync(HttpContext context, string conversation, ITranscripts transcripts, Func<string, TimeSpan?> rate)
    {
        if (await AdmitAsync(context, conversation) is not { } caller)
        {
            return null;
        }

        if (rate(conversation) is { } wait)
        {
            await DirectLineError.Throttled.WriteAsync(context.Response, wait);
            return null;
        }

        return await FindAsync(context, caller, conversation, transcripts) is { } transcript ? (transcript, caller) : null;
    }

    /// <summary>Who calls, if the conversation of the address is theirs.</summary>
    public async Task<Access?> AdmitAsync(HttpContext context, string conversation)
    {
        var caller = await access.ReadAsync(context.Request);
        if (caller.Objection(conversation) is not { } refused)
        {
            return caller;
        }

        await refused.WriteAsync(context.Response);
        return null;
    }

    public static async Task<Transcript?> FindAsync(HttpContext context, Access caller, string conversation, ITranscripts transcripts)
    {
        var transcript = await transcripts.FindAsync(conversation, context.RequestAborted);
        if (caller.Objection(transcript) is not { } refused)
        {
            return transcript;
        }

        await refused.WriteAsync(context.Response);
        return null;
    }

    /// <summary>Who calls.</summary>
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
