namespace BotAssistant.Messaging;

/// <summary>What a message that we begin is about, for the routes that take no free text but fill the places of a template.</summary>
/// <param name="Kind">Which templates fit: the key of its text, e.g. "notice.returned", "reminder" or "campaign". No personal data.</param>
public sealed record Notice(string Kind)
{
    public const string Reminder = "reminder";

    /// <summary>To many, of the bureau's own accord: 退订 ends it, and a template message may say it only where the configuration lets it.</summary>
    public const string Campaign = "campaign";

    /// <summary>What can be put into a template, by name.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();
}

/// <summary>A template that the platform has approved for an account, and what it may be used for.</summary>
/// <param name="Kind">The <see cref="Notice.Kind"/> it fits.</param>
/// <param name="Route"><see cref="OutboundRoute.Subscription"/> or <see cref="OutboundRoute.Template"/>.</param>
/// <param name="Id">The platform's own.</param>
public sealed record NoticeTemplate(string Kind, OutboundRoute Route, string Id)
{
    /// <summary>A subscription's consent that holds until it is withdrawn; otherwise each consent is one message.</summary>
    public bool IsLongTerm { get; init; }

    /// <summary>Messages a day (Shanghai) on this route, for all its templates together; null = the platform names no limit.</summary>
    public int? PerDay { get; init; }
}

/// <summary>What a person decided about one template.</summary>
public enum ConsentAct
{
    /// <summary>One more message may go.</summary>
    Once,
    /// <summary>Messages may go until they say otherwise.</summary>
    Always,
    /// <summary>None may go any more.</summary>
    Withdrawn,
}

public sealed record ConsentChange(string TemplateId, ConsentAct Act);

/// <summary>The platform's later word on a message that it had taken.</summary>
/// <param name="PlatformId">What the platform called it then.</param>
/// <param name="Failure">Why it did not arrive, a reason code; null = it arrived.</param>
public sealed record DeliveryReport(string PlatformId, string? Failure);
