namespace BotAssistant.Messaging;

/// <summary>Why we write: it decides which routes are lawful and whether the person may have said no.</summary>
public enum NoticeClass
{
    /// <summary>An answer, or part of a conversation that the person has open.</summary>
    Answer,
    /// <summary>A notice about the person's own duty, deadline or filing; it cannot be opted out of.</summary>
    Statutory,
    /// <summary>A campaign reminder to many; 退订 ends it.</summary>
    Campaign,
}

/// <summary>How a message that we begin reaches a person.</summary>
public enum OutboundRoute
{
    /// <summary>Pushed in the open conversation: WeChat's customer-service message inside window and quota; other channels always.</summary>
    Conversation,
    /// <summary>WeChat's subscription notice, against a consent that is used up.</summary>
    Subscription,
    /// <summary>WeChat's template message.</summary>
    Template,
    /// <summary>Waits until the person writes again.</summary>
    Parked,
    /// <summary>Not to be sent at all.</summary>
    None,
}

/// <summary>The route as of now, and why not a better one. It can have changed when the message is sent.</summary>
/// <param name="Reason">A reason code such as "window-closed", "opted-out", "unfollowed"; null for <see cref="OutboundRoute.Conversation"/>.</param>
public sealed record RouteChoice(OutboundRoute Route, string? Reason);

/// <summary>Chooses the best lawful route for each chat.</summary>
public interface IOutboundRoutes
{
    /// <summary>One choice per address, for thousands at once; changes nothing.</summary>
    Task<IReadOnlyDictionary<ChatAddress, RouteChoice>> ForecastAsync(IReadOnlyCollection<ChatAddress> to, NoticeClass notice, CancellationToken stop);
}
