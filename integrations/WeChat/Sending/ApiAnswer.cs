using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Sending;

/// <summary>How a call of the platform's API went.</summary>
public abstract partial record ApiAnswer
{
    private ApiAnswer() { }

    /// <summary>errcode 0, or an answer that has none.</summary>
    public sealed record Done(JsonElement Body) : ApiAnswer;

    /// <summary>An errcode. <paramref name="Until"/> is set when it opened a breaker: for how long.</summary>
    public sealed record Refused(int Code, JsonElement Body, TimeSpan? Until = null) : ApiAnswer;

    /// <summary>The request never was with the platform: no connection, no token, or a breaker is open.</summary>
    public sealed record NotTaken(string Reason, TimeSpan? After = null) : ApiAnswer;

    /// <summary>The account is stopped, or this API of it; the request was not made.</summary>
    /// <param name="After">When one may be made again.</param>
    public sealed record Stopped(string Reason, TimeSpan After, bool OnlyThisApi = false) : ApiAnswer;

    /// <summary>The request left and no readable answer came back.</summary>
    public sealed record NoAnswer(string Reason) : ApiAnswer;

    /// <summary>Stable code of what went wrong, null when nothing did.</summary>
    public string? Failure => this switch
    {
        Refused refused => ReasonOf(refused.Code),
        NotTaken notTaken => notTaken.Reason,
        Stopped stopped => stopped.Reason,
        NoAnswer noAnswer => noAnswer.Reason,
        _ => null,
    };

    /// <summary>True when the account may use other APIs, but not this one.</summary>
    internal bool IsOnlyThisApi => this is Stopped { OnlyThisApi: true } || this is Refused refused && ErrorCodes.Find(refused.Code).Reaction == Reaction.ApiStopped;

    /// <summary>What it means for a message that was to be sent.</summary>
    internal SendResult ToSendResult() => this switch
    {
        Done done => new SendResult.Sent(MessageId(done.Body)),
        Refused refused => ToSendResult(refused, ErrorCodes.Find(refused.Code), ReasonOf(refused.Code)),
        NotTaken notTaken => new SendResult.RetryLater(notTaken.Reason, notTaken.After),
        Stopped stopped => new SendResult.AccountStopped(stopped.Reason, stopped.After),
        NoAnswer noAnswer => new SendResult.OutcomeUnknown(noAnswer.Reason),
        _ => throw new InvalidOperationException("An answer of a new kind."),
    };

    internal static string ReasonOf(int code) => string.Create(CultureInfo.InvariantCulture, $"{ErrorCodes.Find(code).Reason} {code}");

    private static SendResult ToSendResult(Refused refused, ErrorCode error, string reason) => error.Reaction switch
    {
        Reaction.Sent => new SendResult.Sent(MessageId(refused.Body)),
        Reaction.Retry or Reaction.DailyQuota => new SendResult.RetryLater(reason, refused.Until ?? error.After),
        // Renewed once and refused again: the queue's back-off decides, not a loop here.
        Reaction.RenewToken => new SendResult.RetryLater(reason),
        Reaction.RouteClosed => new SendResult.RouteClosed(reason),
        Reaction.ContactGone => new SendResult.ContactGone(reason),
        Reaction.AccountStopped or Reaction.ApiStopped => new SendResult.AccountStopped(reason, refused.Until),
        Reaction.OursToFix or Reaction.MediaLost => new SendResult.OursToFix(FieldOf(refused.Body) is { } field ? $"{reason} {field}" : reason),
        _ => throw new InvalidOperationException("A reaction of a new kind."),
    };

    /// <summary>The key of a template that the platform complains of: "argument invalid! data.phrase4.value invalid". Never its value.</summary>
    private static string? FieldOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("errmsg", out var message) && TemplateKey().Match(message.ToString()) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    [GeneratedRegex(@"\bdata\.([a-z_]{1,20}[0-9]{0,2})\.", RegexOptions.CultureInvariant)]
    private static partial Regex TemplateKey();

    private static string? MessageId(JsonElement body)
    {
        foreach (var name in (ReadOnlySpan<string>)["msgid", "msg_id"])
        {
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var id))
            {
                return id.ToString();
            }
        }

        return null;
    }
}
