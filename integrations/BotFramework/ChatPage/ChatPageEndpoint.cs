using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.ChatPage;

public static class ChatPageEndpoint
{
    /// <summary>
    /// Maps the page at <c>/</c>, its files and its token endpoint below <c>/chat</c>. Maps nothing when the page is off. Needs <c>AddChatPage</c>
    /// and our Direct Line server at <c>/v3/directline</c> of the same origin.
    /// </summary>
    public static IEndpointRouteBuilder MapChatPage(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<ChatPageOptions>>().Value.Enabled is not true)
        {
            return endpoints;
        }

        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        endpoints.MapMethods("/", reading, (RequestDelegate)endpoints.ServiceProvider.GetRequiredService<PageHtml>().WriteAsync);
        foreach (var asset in endpoints.ServiceProvider.GetRequiredService<PageAssets>().All)
        {
            endpoints.MapMethods(asset.Path, reading, (RequestDelegate)asset.WriteAsync);
        }

        endpoints.MapPost("/chat/token", (RequestDelegate)endpoints.ServiceProvider.GetRequiredService<TokenEndpoint>().IssueAsync);
        return endpoints;
    }
}
