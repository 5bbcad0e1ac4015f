using BotAssistant.BotFramework;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.Conversations;
using BotAssistant.Persistence;
using BotAssistant.WeChat;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Hosting;

/// <summary>Says after the start where everything is and what to do next.</summary>
internal static class Welcome
{
    public static async Task PrintAsync(WebApplication app, TextWriter output)
    {
        var texts = app.Services.GetRequiredService<ITexts>();
        var urls = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var database = app.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var weChat = app.Services.GetRequiredService<IOptions<WeChatOptions>>().Value.IsConfigured;
        await output.WriteLineAsync(texts.Say(
            "host.started",
            ("urls", urls),
            ("page", app.Services.GetRequiredService<IOptions<ChatPageOptions>>().Value.Enabled is true ? urls : texts.Say("host.page-off")),
            ("botframework", texts.Say(app.Services.GetRequiredService<BotFrameworkChannel>().IsOpen ? "host.botframework-on" : "host.botframework-off")),
            ("wechat", texts.Say(weChat ? "host.wechat-on" : "host.wechat-off")),
            ("database", database.Provider.ToString())));
        await output.WriteLineAsync(texts.Say(app.Environment.IsDevelopment() ? "host.next-demo" : "host.next-production"));
    }
}
