using BotAssistant.BotFramework.Receiving;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.BotFramework;

public static class BotFrameworkEndpoint
{
    /// <summary>
    /// The messaging endpoint to enter at the Azure Bot. POST receives, everything else is 405. Needs <c>AddBotFramework</c> and an
    /// <see cref="IInbox"/>. While the section is empty it answers 503 and says what to set.
    /// </summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder endpoints, string pattern = "/api/messages") =>
        endpoints.MapPost(pattern, (RequestDelegate)(context => context.RequestServices.GetRequiredService<MessagesCallback>()
            .ReceiveAsync(context, context.RequestServices.GetRequiredService<IInbox>())));
}
