using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Sending;

/// <summary>How a call of a connector went.</summary>
internal abstract record ConnectorAnswer
{
    private ConnectorAnswer() { }

    /// <summary>2xx. <paramref name="Id"/> is the platform's name of the message, where it gives one.</summary>
    public sealed record Done(string? Id) : ConnectorAnswer;

    /// <summary>Any other status. <paramref name="Code"/> is the platform's own.</summary>
    public sealed record Refused(int Status, string? Code, TimeSpan? After = null) : ConnectorAnswer;

    /// <summary>The request never was with the platform: no connection, or no token for now.</summary>
    public sealed record NotTaken(string Reason, TimeSpan? After = null) : ConnectorAnswer;

    /// <summary>No token, until a person acts.</summary>
    public sealed record Stopped(string Reason) : ConnectorAnswer;

    /// <summary>An address that must not be called: the request was not made.</summary>
    public sealed record Forbidden(string Reason) : ConnectorAnswer;

    /// <summary>The request left and no answer came back.</summary>
    public sealed record NoAnswer(string Reason) : ConnectorAnswer;

    /// <summary>Stable code of what went wrong, null when nothing did.</summary>
    public string? Failure => this switch
    {
        Refused refused => ConnectorErrors.ReasonOf(refused),
        NotTaken notTaken => notTaken.Reason,
        Stopped stopped => stopped.Reason,
        Forbidden forbidden => forbidden.Reason,
        NoAnswer noAnswer => noAnswer.Reason,
        _ => null,
    };

    /// <summary>What it means for a message that was to be sent.</summary>
    public SendResult ToSendResult() => this switch
    {
        Done done => new SendResult.Sent(done.Id),
        Refused refused => ConnectorErrors.Find(refused.Status, refused.Code).Reaction switch
        {
            Reaction.Retry => new SendResult.RetryLater(Failure!, refused.After),
            Reaction.AccountStopped => new SendResult.AccountStopped(Failure!),
            Reaction.ContactGone => new SendResult.ContactGone(Failure!),
            Reaction.OursToFix => new SendResult.OursToFix(Failure!),
            _ => new SendResult.OutcomeUnknown(Failure!),
        },
        NotTaken notTaken => new SendResult.RetryLater(notTaken.Reason, notTaken.After),
        Stopped stopped => new SendResult.AccountStopped(stopped.Reason),
        Forbidden forbidden => new SendResult.OursToFix(forbidden.Reason),
        NoAnswer noAnswer => new SendResult.OutcomeUnknown(noAnswer.Reason),
        _ => throw new InvalidOperationException("An answer of a new kind."),
    };
}
