using BotAssistant.Auditing;
using BotAssistant.Bot.Demo;
using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Jobs.Reminders;
using BotAssistant.Bot.Public;
using BotAssistant.Bot.Turns;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Conversations;
using BotAssistant.Dialogs.Documents;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.People;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Regulations;
using BotAssistant.Dialogs.Reminders;
using BotAssistant.Dialogs.Words;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Documents;
using BotAssistant.Filings;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.LanguageModel;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Records;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using BotAssistant.Scheduling;
using BotAssistant.Spreadsheets;
using BotAssistant.Terminal;
using BotAssistant.Understanding;
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
        .AddContent(typeof(DialogCatalog).Assembly, typeof(BotServices).Assembly, typeof(BotFrameworkChannel).Assembly, typeof(ChecklistExport).Assembly, typeof(DocumentsServices).Assembly)
        .AddQuietHours(configuration)
        .AddPersistence(configuration, allowDemoKey: isDevelopment)
        .AddWeChat(configuration)
        .AddBotFramework(configuration, isDevelopment)
        .AddDirectLine(configuration)
        .AddChatPage(configuration, isDevelopment)
        .AddSpreadsheets(configuration)
        .AddLanguageModel(configuration)
        .AddSingleton<TerminalChannel>()
        .AddSingleton<IChannel>(provider => provider.GetRequiredService<TerminalChannel>())
        .AddSingleton<ILedgerFiles, LedgerFiles>()
        .AddDocuments(configuration)
        .AddPublic(configuration)
        .AddBureau(configuration)
        .AddDomain()
        .AddDialogs()
        .AddReminders()
        .AddFiveS()
        .AddBureauWords()
        .AddTurns(configuration);

    private static IServiceCollection AddBureau(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BureauOptions>().Bind(configuration.GetSection(BureauOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<BureauOptions>>().Value.ToContact(provider.GetRequiredService<ITexts>()));
    }

    /// <summary>The bureau's own hours stand wherever the rule is read: in the questions as at the send.</summary>
    private static IServiceCollection AddQuietHours(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QuietHoursOptions>().Bind(configuration.GetSection(QuietHoursOptions.Section)).ValidateDataAnnotations()
            .Validate<RegulationBook>(
                (_, book) => book.QuietHours.All.All(quiet => book.Reminders.All.All(rule => rule.HasTimeBeside(quiet))),
                "The quiet hours leave reminders no time: QuietHours:UntilHour and 'deliverAtHour' of core/Reminders/data/ladders.yaml must lie before QuietHours:FromHour.")
            .ValidateOnStart();
        var own = configuration.GetSection(QuietHoursOptions.Section).Get<QuietHoursOptions>();
        var rules = (RegulationBook)services.Single(service => service.ServiceType == typeof(RegulationBook)).ImplementationInstance!;
        return services.Replace(ServiceDescriptor.Singleton(rules with
        {
            QuietHours = new([.. rules.QuietHours.All.Select(rule => rule with { FromHour = own?.FromHour ?? rule.FromHour, UntilHour = own?.UntilHour ?? rule.UntilHour })]),
        }));
    }

    private static IServiceCollection AddDomain(this IServiceCollection services) => services
        .AddScoped<FilingDesk>()
        .AddScoped<ProductionDesk>()
        .AddScoped<SelfCheckDesk>()
        .AddScoped<ChecklistDesk>()
        .AddScoped<ActionDesk>()
        .AddScoped<RecordsDesk>()
        .AddScoped<CommitmentDesk>()
        .AddScoped<InvitationDesk>()
        .AddScoped<HelpCall>()
        .AddScoped<HelpDesk>()
        .AddScoped<HelpRelay>()
        .AddSingleton<CampaignMessages>()
        .AddScoped<Forecasting>()
        .AddScoped<CampaignDesk>()
        .AddScoped<OptOutDesk>()
        .AddSingleton<DemoInstallation>();

    private static IServiceCollection AddDialogs(this IServiceCollection services) => services
        .AddSingleton<FilingDialog>()
        .AddSingleton<ProductionDialog>()
        .AddSingleton<SelfCheckDialog>()
        .AddSingleton<ScoreSheetDialog>()
        .AddSingleton<SheetCard>()
        .AddSingleton<PutRightDialog>()
        .AddSingleton<Sentences>()
        .AddSingleton<PurchaseDialog>()
        .AddSingleton<AdditiveDialog>()
        .AddSingleton<HealthCertificateDialog>()
        .AddSingleton<LedgerCard>()
        .AddScoped<RecordsCard>()
        .AddSingleton<CommitmentDialog>()
        .AddSingleton<BroadcastDialog>()
        .AddSingleton<DialogCatalog>()
        .AddSingleton<FilingAnswers>()
        .AddSingleton<FilingCard>()
        .AddSingleton<Correction>()
        .AddSingleton<CheckCard>()
        .AddSingleton<ActionCard>()
        .AddSingleton<CommitmentLine>()
        .AddScoped<DocumentShelf>()
        .AddScoped<PhotoAlbum>()
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
        .AddScoped<IWord, ChecklistsWord>()
        .AddScoped<IWord, CheckPrintWord>()
        .AddScoped<IWord, CheckTrendWord>()
        .AddScoped<IWord, MyCommitmentWord>()
        .AddScoped<IWord>(_ => new CommitmentDialogWord("sign-commitment", CommitmentDialog.Name))
        .AddScoped<IWord>(_ => new CommitmentDialogWord("commitment-posted", CommitmentDialog.PostedName))
        .AddScoped<MyActionsWord>()
        .AddScoped<IWord>(provider => provider.GetRequiredService<MyActionsWord>())
        .AddScoped<IWord, PutRightWord>()
        .AddScoped<IWord, ToVerifyWord>()
        .AddScoped<IWord, ShowActionWord>()
        .AddScoped<IWord, ShowPhotosWord>()
        .AddScoped<IWord, ShowFilingPhotosWord>()
        .AddScoped<IWord, VerifyActionWord>()
        .AddScoped<IWord, ReturnActionWord>()
        .AddScoped<IWord, HealthCertificatesWord>()
        .AddScoped<IWord, PurchaseWord>()
        .AddScoped<IWord, PurchaseSentenceWord>()
        .AddScoped<IWord, AdditiveWord>()
        .AddScoped<IWord, LedgerWord>()
        .AddScoped<IWord, ReceiptWord>()
        .AddScoped<IWord, VoidEntryWord>()
        .AddCampaignWords()
        .AddScoped<IWord, BindWord>()
        .AddScoped<IWord, QueryWord>()
        .AddScoped<IWord, QueueWord>()
        .AddScoped<IWord, ShowWord>()
        .AddScoped<IWord, ApproveWord>()
        .AddScoped<IWord, ReturnWord>()
        .AddScoped<IWord, CancelRegistrationWord>()
        .AddSingleton<RuleCard>()
        .AddScoped<IWord, AskRuleWord>()
        .AddScoped<IWord, HumanWord>()
        .AddSingleton<HelpCard>()
        .AddScoped<HelpRequestsWord>()
        .AddScoped<IWord>(provider => provider.GetRequiredService<HelpRequestsWord>())
        .AddScoped<IWord, TakeWord>()
        .AddScoped<IWord, AnswerWord>()
        .AddScoped<IWord, NoteWord>()
        .AddScoped<IWord, HandOverWord>()
        .AddScoped<IWord, EndHelpWord>()
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<DutyWord>(provider, "on-duty", true))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<DutyWord>(provider, "off-duty", false))
        .AddScoped<Func<string, IWord>>(provider => name => provider.GetServices<IWord>().Single(word => word.Name == name))
        .AddSingleton(provider =>
        {
            // The words themselves belong to a turn; their spellings do not change.
            using var scope = provider.CreateScope();
            return new WordBook(scope.ServiceProvider.GetServices<IWord>(), provider.GetRequiredService<ITexts>());
        });

    private static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddScheduling()
        .AddScheduledJob<DailySweep>()
        .AddScheduledJob<DeliverReminders>()
        .AddScoped<ReminderDesk>()
        .AddScoped<Delivery>()
        .AddScoped<ReminderPost>()
        .AddScoped<HonourDesk>()
        .AddScoped<OnSiteScoring>()
        .AddScoped<HolderSearch>()
        .AddScoped<CertificateRegister>()
        .AddScoped<ConductDesk>()
        .AddSingleton<MatterCard>()
        .AddSingleton<HonourCard>()
        .AddSingleton<ApplyReevaluationDialog>()
        .AddScoped<IWord, MyCertificatesWord>()
        .AddScoped<IWord, MyDeadlinesWord>()
        .AddScoped<IWord, ApplyReevaluationWord>()
        .AddScoped<IWord, DueListWord>()
        .AddScoped<IWord, ReevaluationsWord>()
        .AddScoped<IWord, RateReevaluationWord>()
        .AddScoped<IWord, ScoreReevaluationWord>()
        .AddScoped<IWord, PassReevaluationWord>()
        .AddScoped<IWord, ExitReevaluationWord>();

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
        services.AddOptions<TakeOverOptions>().Bind(configuration.GetSection(TakeOverOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CampaignOptions>().Bind(configuration.GetSection(CampaignOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<Parts>()
            .AddSingleton<ConversationWords>()
            .AddSingleton<Listener>()
            .AddSingleton<Comprehension>()
            .AddSingleton<DialogFloor>()
            .AddSingleton<Menu>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<TurnRunner>()
            .AddSingleton<Inbox>()
            .AddSingleton<IInbox>(provider => provider.GetRequiredService<Inbox>())
            .AddSingleton<ChannelIncidents>()
            .AddSingleton<OutboxSender>()
            .AddSingleton<ChecklistRefresh>()
            .AddSingleton<CampaignSender>()
            .AddScoped<CampaignRun>()
            .AddScoped<CampaignExecutor>()
            .AddScoped<INotices, Notices>()
            .AddScoped<PhotoIntake>()
            .AddScoped<SecondOpinion>()
            .AddScoped<Func<Caller, IDialogHost>>(provider => caller => ActivatorUtilities.CreateInstance<DialogExecutor>(provider, caller))
            .AddScoped<CheckExecutor>()
            .AddScoped<SheetExecutor>()
            .AddScoped<RecordsExecutor>()
            .AddScoped<Relay>()
            .AddScoped<CommitmentExecutor>()
            .AddScoped<Router>()
            .AddScoped<Turn>();
    }
}
