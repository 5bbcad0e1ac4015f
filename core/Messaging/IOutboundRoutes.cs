namespace BotAssistant.Messaging;

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
/// <param name="Reason">A reason code such as "window-closed", "opted-out", "contact-gone"; null for <see cref="OutboundRoute.Conversation"/>.</param>
public sealed record RouteChoice(OutboundRoute Route, string? Reason);

/// <summary>Says by which lawful route each chat would be reached now. What is really taken is decided with the claim (<see cref="IOutbox.ClaimAsync"/>).</summary>
public interface IOutboundRoutes
{
    /// <summary>One choice per address, for thousands at once; changes nothing.</summary>
    /// <param name="kind">Of the notice: which templates there are for it.</param>
    Task<IReadOnlyDictionary<ChatAddress, RouteChoice>> ForecastAsync(IReadOnlyCollection<ChatAddress> to, string kind, CancellationToken stop);
}
