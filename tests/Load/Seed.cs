using BotAssistant.Bot.Demo;
using BotAssistant.Bot.Hosting;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Load;

/// <summary>Fills the database that the settings name: synthetic workshops, and inspectors of the whole city to look them up.</summary>
internal static class Seed
{
    public const int Inspectors = 40;

    public static string InspectorOpenId(int index) => $"oLoadInspector_{index:D3}";

    public static async Task<int> RunAsync(int count)
    {
        var settings = StrictConfiguration.Read();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(settings);
        services.AddBot(settings, isDevelopment: false);
        await using var provider = services.BuildServiceProvider();
        await provider.PreparePersistenceAsync();
        var workshops = SyntheticWorkshops.Make(count, 1, provider.GetRequiredService<IKeyedHash>().Of, TimeProvider.System.GetUtcNow());
        await provider.GetRequiredService<WorkshopSeeder>().AddRangeAsync(workshops);
        for (var index = 0; index < Inspectors; index++)
        {
            await using var scope = provider.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            var desk = scope.ServiceProvider.GetRequiredService<InvitationDesk>();
            await work.BeginAsync(null, default);
            var code = await desk.InviteAsync(Role.Inspector, $"load {index}", [Person.WholeCity], TimeSpan.FromHours(1), default);
            await desk.BindAsync(new ChatAddress(WeChat.WeChatChannel.ChannelName, WeChatAccount.Synthetic.AppId, InspectorOpenId(index)), code, default);
            await work.CommitAsync(default);
        }

        return 0;
    }
}
