using System.Data.Common;
using BotAssistant.Auditing;
using BotAssistant.Calendar;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Filings;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Plans;
using BotAssistant.Records;
using BotAssistant.Reminders;
using BotAssistant.Scheduling;
using BotAssistant.Workshops;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BotAssistant.Persistence;

public static class PersistenceServices
{
    private const int PoolSize = 256;

    /// <summary>
    /// Registers every port of core on the database that sections <c>Database</c> and <c>Keys</c> name, and the health check "database".
    /// The repositories of one scope share its transaction.
    /// </summary>
    /// <param name="allowDemoKey">Without configured keys, make and use demo keys (see <see cref="DemoKeys"/>); never in production.</param>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration, bool allowDemoKey)
    {
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => LoadKeys(configuration, allowDemoKey));
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            services.AddDatabase<SqliteBotContext>(options => options
                .UseSqlite(DatabasePreparation.Sqlite(database.ConnectionString)).AddInterceptors(new SqlitePragmas()));
        }
        else
        {
            services.AddDatabase<PostgresBotContext>(options => options.UseNpgsql(DatabasePreparation.Postgres(database.ConnectionString)));
        }

        services.AddSingleton(_ => new WriteGate(oneWriter: database.Provider == DatabaseProvider.Sqlite));
        return services.AddShared().AddRepositories();
    }

    /// <summary>The database for a part that brings its own tables: its driver, and whether several servers may be on it.</summary>
    public static (DbProviderFactory Driver, string ConnectionString, bool Shared) DatabaseOf(IConfiguration configuration)
    {
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        return database.Provider == DatabaseProvider.Sqlite
            ? (SqliteFactory.Instance, DatabasePreparation.Sqlite(database.ConnectionString), false)
            : (NpgsqlFactory.Instance, DatabasePreparation.Postgres(database.ConnectionString), true);
    }

    /// <summary>Checks the keys and brings the database up to date. To be awaited before anything else, by the server and by every verb.</summary>
    /// <exception cref="KeyConfigurationException">No keys, or malformed ones.</exception>
    public static async Task PreparePersistenceAsync(this IServiceProvider services, CancellationToken stop = default)
    {
        services.GetRequiredService<KeyRing>();
        await services.GetRequiredService<DatabasePreparation>().RunAsync(stop);
    }

    private static void AddDatabase<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure) where TContext : BotContext
    {
        services.AddPooledDbContextFactory<TContext>(configure, PoolSize);
        services.AddSingleton<IDbContextFactory<BotContext>, ContextFactory<TContext>>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<BotContext>>().CreateDbContext());
    }

    private static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.AddSingleton<RowVersions>().AddSingleton<TokenLocks>().AddSingleton<WorkshopRows>().AddSingleton<OutboxRows>().AddSingleton<DatabasePreparation>();
        services.AddSingleton<IKeyedHash, KeyedHash>().AddSingleton<IPlatformTokens, PlatformTokenRepository>();
        services.AddSingleton<ChannelLog>();
        services.AddSingleton<IChannelLog>(provider => provider.GetRequiredService<ChannelLog>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ChannelLog>());
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<IDbContextFactory<BotContext>>(), provider.GetRequiredService<WriteGate>(), provider.GetRequiredService<KeyRing>()));
        services.AddSingleton(provider => new WorkshopSeeder(
            provider.GetRequiredService<IDbContextFactory<BotContext>>(), provider.GetRequiredService<WriteGate>(), provider.GetRequiredService<WorkshopRows>()));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services;
    }

    private static IServiceCollection AddRepositories(this IServiceCollection services) => services
        .AddScoped<UnitOfWork>()
        .AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>())
        .AddScoped<IReceivedMessages, InboxRepository>()
        .AddScoped<IOutbox, OutboxRepository>()
        .AddScoped<IChannelStops, ChannelStopRepository>()
        .AddScoped<ISendWindows, SendWindowRepository>()
        .AddScoped<IChatRoutes, ChatRouteRepository>()
        .AddScoped<ITranscripts, TranscriptRepository>()
        .AddScoped<IRetention, RetentionRepository>()
        .AddScoped<IMediaStore, MediaRepository>()
        .AddScoped<IConversations, ConversationRepository>()
        .AddScoped<IHelpRequests, HelpRequestRepository>()
        .AddScoped<IDuties, DutyRepository>()
        .AddScoped<IPeople, PeopleRepository>()
        .AddScoped<IAttempts, AttemptRepository>()
        .AddScoped<IAudit, AuditRepository>()
        .AddScoped<IWorkshops, WorkshopRepository>()
        .AddScoped<IFilings, FilingRepository>()
        .AddScoped<IInspectionTasks, InspectionTaskRepository>()
        .AddScoped<IChecklistRevisions, ChecklistRevisionRepository>()
        .AddScoped<ICheckResults, CheckResultRepository>()
        .AddScoped<IScoredSheets, ScoredSheetRepository>()
        .AddScoped<ICorrectiveActions, CorrectiveActionRepository>()
        .AddScoped<CertificateRepository>()
        .AddScoped<ICertificates>(provider => provider.GetRequiredService<CertificateRepository>())
        .AddScoped<IFiveSProjects, FiveSProjectRepository>()
        .AddScoped<IReevaluations, ReevaluationRepository>()
        .AddScoped<IPlanMarks, PlanMarkRepository>()
        .AddScoped<IConduct, ConductRepository>()
        .AddScoped<IReminders, ReminderRepository>()
        .AddScoped<ICalendarYears, CalendarYearRepository>()
        .AddScoped<IJobRuns, JobRunRepository>()
        .AddScoped<IHealthCertificates, HealthCertificateRepository>()
        .AddScoped<ILedgers, LedgerRepository>()
        .AddScoped<ICommitmentSignatures, CommitmentRepository>()
        .AddScoped<IOutboundRoutes, OutboundRoutes>()
        .AddScoped<ICampaigns, CampaignRepository>()
        .AddScoped<ICampaignRecipients, RecipientRepository>()
        .AddScoped<IOptOuts, OptOutRepository>()
        .AddScoped<IProductIndex, ProductIndex>();

    private static KeyRing LoadKeys(IConfiguration configuration, bool allowDemoKey)
    {
        var section = configuration.GetSection(KeyOptions.Section);
        if (section.GetChildren().Any())
        {
            return new KeyRing(section.Get<KeyOptions>() ?? new KeyOptions());
        }

        return allowDemoKey
            ? new KeyRing(DemoKeys.Ensure(DataDirectory.Ensure()))
            : throw new KeyConfigurationException(
                "No encryption keys are configured. Set Keys:Current to a key id, Keys:ById:<id> and Keys:HashKey to 32 random bytes each in base64 (openssl rand -base64 32).");
    }

    /// <summary>The pooled contexts of one database, under the type that the repositories know.</summary>
    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<BotContext> where TContext : BotContext
    {
        public BotContext CreateDbContext() => contexts.CreateDbContext();

        public async Task<BotContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await contexts.CreateDbContextAsync(cancellationToken);
    }
}
