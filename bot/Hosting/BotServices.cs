using BotAssistant.Auditing;
using BotAssistant.Bot.Demo;
using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Turns;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.People;
using BotAssistant.Dialogs.Words;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Filings;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Regulations;
using BotAssistant.Terminal;
using BotAssistant.WeChat;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Hosting;

/// <summary>What the server and every verb are made of.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration, bool isDevelopment) => services
        .AddSingleton(TimeProvider.System)
        .AddContent(typeof(DialogCatalog).Assembly, typeof(BotServices).Assembly, typeof(BotFrameworkChannel).Assembly)
        .AddQuietHours(configuration)
        .AddPersistence(configuration, allowDemoKey: isDevelopment)
        .AddWeChat(configuration)
        .AddBotFramework(configuration, isDevelopment)
        .AddDirectLine(configuration)
        .AddChatPage(configuration, isDevelopment)
        .AddSingleton<TerminalChannel>()
        .AddSingleton<IChannel>(provider => provider.GetRequiredService<TerminalChannel>())
        .AddBureau(configuration)
        .AddDomain()
        .AddDialogs()
        .AddTurns(configuration);

    private static IServiceCollection AddBureau(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BureauOptions>().Bind(configuration.GetSection(BureauOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<BureauOptions>>().Value.ToContact(provider.GetRequiredService<ITexts>()));
    }

    /// <summary>The bureau's own hours stand wherever the rule is read: in the questions as at the send.</summary>
    private static IServiceCollection AddQuietHours(this IServiceCollection services, IConfiguration configuration)
    {
        var own = configuration.GetSection(CampaignOptions.Section).Get<CampaignOptions>();
        var rules = (RegulationBook)services.Single(service => service.ServiceType == typeof(RegulationBook)).ImplementationInstance!;
        return services.Replace(ServiceDescriptor.Singleton(rules with
        {
            Campaigns = new([.. rules.Campaigns.All.Select(rule => rule with { QuietFromHour = own?.QuietFromHour ?? rule.QuietFromHour, QuietUntilHour = own?.QuietUntilHour ?? rule.QuietUntilHour })]),
        }));
    }

    private static IServiceCollection AddDomain(this IServiceCollection services) => services
        .AddScoped<FilingDesk>()
        .AddScoped<ProductionDesk>()
        .AddScoped<SelfCheckDesk>()
        .AddScoped<ActionDesk>()
        .AddScoped<InvitationDesk>()
        .AddSingleton<CampaignMessages>()
        .AddScoped<Forecasting>()
        .AddScoped<CampaignDesk>()
        .AddScoped<OptOutDesk>()
        .AddSingleton<DemoInstallation>();

    private static IServiceCollection AddDialogs(this IServiceCollection services) => services
        .AddSingleton<FilingDialog>()
        .AddSingleton<ProductionDialog>()
        .AddSingleton<SelfCheckDialog>()
        .AddSingleton<PutRightDialog>()
        .AddSingleton<BroadcastDialog>()
        .AddSingleton<DialogCatalog>()
        .AddSingleton<FilingAnswers>()
        .AddSingleton<FilingCard>()
        .AddSingleton<Correction>()
        .AddSingleton<CheckCard>()
        .AddSingleton<ActionCard>()
        .AddSingleton<CampaignCard>()
        .AddSingleton<BroadcastAnswers>()
        .AddScoped<StatusCard>()
        .AddScoped<IWord, FileWord>()
        .AddScoped<IWord, ProgressWord>()
        .AddScoped<IWord, ChangeWord>()
        .AddScoped<IWord, WithdrawWord>()
        .AddScoped<IWord>(_ => new ProductionWord("suspend", ProductionState.Suspended))
        .AddScoped<IWord>(_ => new ProductionWord("resume-production", ProductionState.Producing))
        .AddScoped<IWord>(_ => new ProductionWord("cease", ProductionState.Ceased))
        .AddScoped<IWord, SelfCheckWord>()
        .AddScoped<IWord, CheckRecordsWord>()
        .AddScoped<MyActionsWord>()
        .AddScoped<IWord>(provider => provider.GetRequiredService<MyActionsWord>())
        .AddScoped<IWord, PutRightWord>()
        .AddScoped<IWord, ToVerifyWord>()
        .AddScoped<IWord, ShowActionWord>()
        .AddScoped<IWord, VerifyActionWord>()
        .AddScoped<IWord, ReturnActionWord>()
        .AddCampaignWords()
        .AddScoped<IWord, BindWord>()
        .AddScoped<IWord, QueryWord>()
        .AddScoped<IWord, QueueWord>()
        .AddScoped<IWord, ShowWord>()
        .AddScoped<IWord, ApproveWord>()
        .AddScoped<IWord, ReturnWord>()
        .AddScoped<IWord, CancelRegistrationWord>()
        .AddScoped<IWord, HumanWord>()
        .AddScoped<IWord, AnswerWord>()
        .AddScoped<Func<string, IWord>>(provider => name => provider.GetServices<IWord>().Single(word => word.Name == name))
        .AddSingleton(provider =>
        {
            // The words themselves belong to a turn; their spellings do not change.
            using var scope = provider.CreateScope();
            return new WordBook(scope.ServiceProvider.GetServices<IWord>(), provider.GetRequiredService<ITexts>());
        });

    private static IServiceCollection AddCampaignWords(this IServiceCollection services) => services
        .AddScoped<IWord, BroadcastWord>()
        .AddScoped<IWord, BroadcastListWord>()
        .AddScoped<IWord, BroadcastChangeWord>()
        .AddScoped<IWord, BroadcastTestWord>()
        .AddScoped<IWord, CampaignApproveWord>()
        .AddScoped<IWord, CampaignReturnWord>()
        .AddScoped<IWord>(provider => MoveWord(provider, "broadcast-submit", desk => desk.SubmitAsync))
        .AddScoped<IWord>(provider => MoveWord(provider, "broadcast-pause", desk => desk.PauseAsync))
        .AddScoped<IWord>(provider => MoveWord(provider, "broadcast-resume", desk => desk.ResumeAsync))
        .AddScoped<IWord>(provider => MoveWord(provider, "broadcast-stop", desk => desk.StopAsync))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<CampaignReportWord>(provider, CampaignReportWord.Show))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<CampaignReportWord>(provider, CampaignReportWord.Progress))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<CampaignReportWord>(provider, CampaignReportWord.Result))
        .AddScoped<IWord, OptOutWord>()
        .AddScoped<IWord, OptInWord>();

    private static CampaignMoveWord MoveWord(IServiceProvider provider, string name, Func<CampaignDesk, Func<Person, int, CancellationToken, Task<(Campaign? Campaign, Refusal? Refusal)>>> move)
        => new(name, provider.GetRequiredService<ITexts>(), move(provider.GetRequiredService<CampaignDesk>()));

    private static IServiceCollection AddTurns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TurnOptions>().Bind(configuration.GetSection(TurnOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CampaignOptions>().Bind(configuration.GetSection(CampaignOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<Parts>()
            .AddSingleton<ConversationWords>()
            .AddSingleton<DialogFloor>()
            .AddSingleton<Menu>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<TurnRunner>()
            .AddSingleton<Inbox>()
            .AddSingleton<IInbox>(provider => provider.GetRequiredService<Inbox>())
            .AddSingleton<OutboxSender>()
            .AddSingleton<CampaignSender>()
            .AddScoped<CampaignRun>()
            .AddScoped<CampaignExecutor>()
            .AddScoped<INotices, Notices>()
            .AddScoped<PhotoIntake>()
            .AddScoped<Func<Caller, IDialogHost>>(provider => caller => ActivatorUtilities.CreateInstance<DialogExecutor>(provider, caller))
            .AddScoped<CheckExecutor>()
            .AddScoped<Router>()
            .AddScoped<Turn>();
    }
}
