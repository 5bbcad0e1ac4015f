using System.Text;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat.Receiving;

/// <summary>
/// The address WeChat calls: verifies, opens, normalises, hands to the inbox, answers. Whatever is wrong with a callback, the caller sees one
/// and the same 403. A push's age is not judged: retries and both clocks vary, and a replayed push meets its own dedupe key.
/// </summary>
internal sealed class WeChatCallback
{
    private const string PlainText = "text/plain; charset=utf-8";

    private readonly WeChatOptions _options;
    private readonly WeChatCrypto _crypto;
    private readonly PushReader _reader;
    private readonly PushNormalizer _normalizer;
    private readonly Refusals _refusals;
    private readonly IChannelLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<WeChatCallback> _logger;

    public WeChatCallback(IOptions<WeChatOptions> options, Refusals refusals, IChannelLog log, TimeProvider time, ILogger<WeChatCallback> logger)
    {
        _options = options.Value;
        _crypto = new WeChatCrypto(_options.Token ?? "", _options.AppId ?? "", _options.EncodingAesKey);
        _reader = new PushReader(_options.MaxDepth, _options.MaxFields);
        _normalizer = new PushNormalizer(_options, time);
        (_refusals, _log, _time, _logger) = (refusals, log, time, logger);
    }

    /// <summary>GET: the console asks whether the address is ours; it is, if we can check the signature. echostr goes back verbatim.</summary>
    public Task VerifyAsync(HttpContext context)
    {
        if (!_options.IsConfigured)
        {
            return NotConfiguredAsync(context.Response);
        }

        var query = PushQuery.Of(context.Request.Query);
        var echo = query is { IsEncrypted: true, MessageSignature.Length: > 0 } ? OpenEcho(query)
            : _crypto.IsSignedBy(query.Signature, query.Timestamp, query.Nonce) ? query.Echo
            : null;
        return string.IsNullOrEmpty(echo) ? RefuseAsync(context.Response, "verification") : WriteAsync(context.Response, PlainText, echo);
    }

    /// <summary>POST: a message or an event.</summary>
    public async Task ReceiveAsync(HttpContext context, IInbox inbox)
    {
        if (!_options.IsConfigured)
        {
            await NotConfiguredAsync(context.Response);
            return;
        }

        var query = PushQuery.Of(context.Request.Query);
        if (!MayBeRead(query))
        {
            await RefuseAsync(context.Response, "mode-or-signature");
            return;
        }

        var body = await ReadBodyAsync(context.Request);
        if (body is null || Open(query, body) is not var (push, encrypted) || _normalizer.Normalize(push) is not { } message)
        {
            await RefuseAsync(context.Response, "signature-or-content");
            return;
        }

        await AnswerAsync(context.Response, inbox, message, push, encrypted ? query.Nonce : null);
    }

    private async Task AnswerAsync(HttpResponse response, IInbox inbox, InboundMessage message, WeChatPush push, string? encryptWithNonce)
    {
        var start = _time.GetTimestamp();
        OutboundPart? part;
        try
        {
            // Not the request's token: WeChat hanging up must not undo a message that is just being stored.
            part = (await inbox.ReceiveAsync(message, _options.ReplyBudget, CancellationToken.None)).SingleOrDefault();
        }
        catch (Exception failure)
        {
            _logger.LogError(failure, "A WeChat {Kind} could not be stored; WeChat was not told that we have it and will push it again", message.Kind);
            Log(message, "503 not-stored", start, null);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Log(message, part is null ? "200 success" : "200 replied", start, part?.MessageId);
        if (part is null)
        {
            await WriteAsync(response, PlainText, PassiveReply.Success);
            return;
        }

        var now = _time.GetUtcNow();
        var reply = PassiveReply.Text(push["FromUserName"]!, push["ToUserName"] ?? "", part.Body, now);
        await WriteAsync(response, "application/xml; charset=utf-8",
            encryptWithNonce is null ? reply : PassiveReply.Encrypted(reply, _crypto, encryptWithNonce, now));
    }

    private string? OpenEcho(PushQuery query) =>
        _crypto.IsSignedBy(query.MessageSignature, query.Timestamp, query.Nonce, query.Echo) && _crypto.Decrypt(query.Echo) is { } echo
            ? Encoding.UTF8.GetString(echo)
            : null;

    /// <summary>What can be told before reading a byte of the body.</summary>
    private bool MayBeRead(PushQuery query) => query.IsEncrypted
        ? _options.EffectiveMode != WeChatMode.Plain && query.MessageSignature.Length > 0
        : _options.EffectiveMode != WeChatMode.Safe && _crypto.IsSignedBy(query.Signature, query.Timestamp, query.Nonce);

    /// <summary>
    /// Where there is a ciphertext it is what counts, and only <c>msg_signature</c> covers it: a compatible push whose ciphertext fails is
    /// refused although its clear fields could be read.
    /// </summary>
    private (WeChatPush Push, bool Encrypted)? Open(PushQuery query, byte[] body)
    {
        if (_reader.Read(body) is not { } outer)
        {
            return null;
        }

        var cipher = outer["Encrypt"];
        if (cipher is null)
        {
            return query.IsEncrypted ? null : (outer, false);
        }

        return _crypto.IsSignedBy(query.MessageSignature, query.Timestamp, query.Nonce, cipher)
            && _crypto.Decrypt(cipher) is { } message
            && _reader.Read(message) is { } inner
                ? (inner, true)
                : null;
    }

    /// <summary>The body, or null when it is too large or breaks off.</summary>
    private async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > _options.MaxBodyBytes)
        {
            return null;
        }

        try
        {
            using var body = new MemoryStream((int)(request.ContentLength ?? 0));
            var buffer = new byte[4096];
            for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
            {
                if (body.Length + read > _options.MaxBodyBytes)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private void Log(InboundMessage message, string outcome, long start, Guid? about) => _log.Write(new ChannelLogEntry(
        _time.GetUtcNow(), WeChatChannel.ChannelName, about, $"push {message.Kind} from {Redaction.Of(message.From.User)}", outcome, _time.GetElapsedTime(start), null));

    private Task RefuseAsync(HttpResponse response, string reason)
    {
        _refusals.Note(reason);
        return WriteAsync(response, PlainText, "refused", StatusCodes.Status403Forbidden);
    }

    private Task NotConfiguredAsync(HttpResponse response) => WriteAsync(response, PlainText,
        $"The WeChat channel is off. Set {string.Join(", ", _options.MissingSettings())} (see integrations/WeChat/README.md).", StatusCodes.Status503ServiceUnavailable);

    private static Task WriteAsync(HttpResponse response, string contentType, string body, int status = StatusCodes.Status200OK)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
