using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Authentication;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>
/// The address Azure calls: authenticates, reads, normalises, hands to the inbox, answers. Who has no valid token gets an empty 401 before a byte
/// of the body is read, whatever else is wrong with the request.
/// </summary>
internal sealed class MessagesCallback(
    IOptions<BotFrameworkOptions> options,
    TokenVerifier tokens,
    AnonymousAccess anonymous,
    ServiceUrlGuard guard,
    Answers answers,
    Refusals refusals,
    IChannelLog log,
    TimeProvider time,
    ILogger<MessagesCallback> logger)
{
    private readonly BotFrameworkOptions _options = options.Value;
    private readonly RequestReader _reader = new(options.Value.MaxBodyBytes);
    private readonly ActivityNormalizer _normalizer = new(options.Value, time);

    /// <summary>POST: an activity.</summary>
    public async Task ReceiveAsync(HttpContext context, IInbox inbox)
    {
        if (!_options.IsConfigured && !_options.AcceptsAnonymous)
        {
            await Answers.NotConfiguredAsync(context.Response, _options);
            return;
        }

        if (await AuthenticateAsync(context) is not { } caller)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var (activity, status) = await _reader.ReadAsync(context.Request);
        if (activity is null)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (caller.Objection(activity, guard) is { } objection)
        {
            refusals.Note(objection);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await HandleAsync(context, inbox, activity, _normalizer.Normalize(activity, caller.VouchesForServiceUrl));
    }

    private async Task<Caller?> AuthenticateAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0 && anonymous.IsAllowed(context))
        {
            return new Caller.Anonymous();
        }

        var (caller, refusal) = header.Count == 1 && _options.IsConfigured
            ? await tokens.VerifyAsync(header[0], context.RequestAborted)
            : (null, "no-token");
        if (refusal is not null)
        {
            refusals.Note(refusal);
        }

        return caller;
    }

    private async Task HandleAsync(HttpContext context, IInbox inbox, Activity activity, Intake intake)
    {
        switch (intake)
        {
            case Intake.Message message:
                await DeliverAsync(context, inbox, activity, message);
                break;
            case Intake.InGroup group:
                await answers.RefuseGroupAsync(context, activity, group.Route);
                break;
            case Intake.Ignored:
                await Answers.NothingAsync(context.Response, activity);
                break;
            case Intake.NotHandled:
                context.Response.StatusCode = StatusCodes.Status501NotImplemented;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
        }
    }

    private async Task DeliverAsync(HttpContext context, IInbox inbox, Activity activity, Intake.Message message)
    {
        var start = time.GetTimestamp();
        var mode = ReplyMode.Of(activity, _options);
        IReadOnlyList<OutboundPart> parts;
        try
        {
            // Not the request's token: a caller that hangs up must not undo a message that is just being stored.
            parts = await inbox.ReceiveAsync(message.Inbound with { DirectParts = mode.DirectParts }, mode.Patience, CancellationToken.None);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "A Bot Framework {Kind} could not be stored; the channel was not told that we have it", message.Inbound.Kind);
            Log(message.Inbound, "503 not-stored", start, null);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Log(message.Inbound, parts.Count == 0 ? "200 stored" : "200 replied", start, parts.Count == 0 ? null : parts[0].MessageId);
        await answers.AnswerAsync(context.Response, activity, message.Route, parts);
    }

    private void Log(InboundMessage message, string outcome, long start, Guid? about) => log.Write(new ChannelLogEntry(
        time.GetUtcNow(), BotFrameworkChannel.ChannelName, about, $"push {message.Kind} from {Redaction.Of(message.From)}", outcome, time.GetElapsedTime(start), null));
}
