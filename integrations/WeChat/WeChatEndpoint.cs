using BotAssistant.Messaging;
using BotAssistant.WeChat.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.WeChat;

public static class WeChatEndpoint
{
    /// <summary>
    /// The address to enter in the account's console (服务器地址 URL). GET verifies, POST receives, everything else is 405. Needs <c>AddWeChat</c>
    /// and an <see cref="IInbox"/>. While the section is empty it answers 503 and says what to set.
    /// </summary>
    public static IEndpointConventionBuilder MapWeChat(this IEndpointRouteBuilder endpoints, string pattern = "/wechat")
    {
        var group = endpoints.MapGroup(pattern);
        group.MapGet("", (RequestDelegate)(context => context.RequestServices.GetRequiredService<WeChatCallback>().VerifyAsync(context)));
        group.MapPost("", (RequestDelegate)(context => context.RequestServices.GetRequiredService<WeChatCallback>()
            .ReceiveAsync(context, context.RequestServices.GetRequiredService<IInbox>())));
        return group;
    }
}
