using System.Data.Common;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The model, and the few things that the two databases do differently.</summary>
internal abstract class BotContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<SendWindowRow> SendWindows => Set<SendWindowRow>();
    public DbSet<ConsentRow> Consents => Set<ConsentRow>();
    public DbSet<RouteQuotaRow> RouteQuotas => Set<RouteQuotaRow>();
    public DbSet<GoneChatRow> GoneChats => Set<GoneChatRow>();
    public DbSet<DeliveryReportRow> DeliveryReports => Set<DeliveryReportRow>();
    public DbSet<ChannelStopRow> ChannelStops => Set<ChannelStopRow>();
    public DbSet<ChatRouteRow> ChatRoutes => Set<ChatRouteRow>();
    public DbSet<TranscriptRow> Transcripts => Set<TranscriptRow>();
    public DbSet<TranscriptEntryRow> TranscriptEntries => Set<TranscriptEntryRow>();
    public DbSet<TranscriptFileRow> TranscriptFiles => Set<TranscriptFileRow>();
    public DbSet<MediaRow> Media => Set<MediaRow>();
    public DbSet<PlatformTokenRow> PlatformTokens => Set<PlatformTokenRow>();
    public DbSet<ChannelLogRow> ChannelLog => Set<ChannelLogRow>();
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();
    public DbSet<HelpRequestRow> HelpRequests => Set<HelpRequestRow>();
    public DbSet<DutyRow> Duties => Set<DutyRow>();
    public DbSet<PersonRow> People => Set<PersonRow>();
    public DbSet<ChatIdentityRow> ChatIdentities => Set<ChatIdentityRow>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();
    public DbSet<AuditRow> AuditEntries => Set<AuditRow>();
    public DbSet<WorkshopRow> Workshops => Set<WorkshopRow>();
    public DbSet<WorkshopGramRow> WorkshopGrams => Set<WorkshopGramRow>();
    public DbSet<WorkshopEventRow> WorkshopEvents => Set<WorkshopEventRow>();
    public DbSet<FilingRow> Filings => Set<FilingRow>();
    public DbSet<InspectionTask> InspectionTasks => Set<InspectionTask>();
    public DbSet<ChecklistRevisionRow> ChecklistRevisions => Set<ChecklistRevisionRow>();
    public DbSet<ScoredSheetRow> ScoredSheets => Set<ScoredSheetRow>();
    public DbSet<CheckResultRow> CheckResults => Set<CheckResultRow>();
    public DbSet<CorrectiveActionRow> CorrectiveActions => Set<CorrectiveActionRow>();
    public DbSet<CertificateRow> Certificates => Set<CertificateRow>();
    public DbSet<ReevaluationRow> Reevaluations => Set<ReevaluationRow>();
    public DbSet<FiveSProjectRow> FiveSProjects => Set<FiveSProjectRow>();
    public DbSet<PlanMarkRow> PlanMarks => Set<PlanMarkRow>();
    public DbSet<ConductRow> Conduct => Set<ConductRow>();
    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();
    public DbSet<ReminderMessageRow> ReminderMessages => Set<ReminderMessageRow>();
    public DbSet<OptOutRow> OptOuts => Set<OptOutRow>();
    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();
    public DbSet<HealthCertificateRow> HealthCertificates => Set<HealthCertificateRow>();
    public DbSet<LedgerEntryRow> LedgerEntries => Set<LedgerEntryRow>();
    public DbSet<CommitmentSignatureRow> CommitmentSignatures => Set<CommitmentSignatureRow>();
    public DbSet<CampaignRow> Campaigns => Set<CampaignRow>();
    public DbSet<CampaignRunRow> CampaignRuns => Set<CampaignRunRow>();
    public DbSet<CampaignRecipientRow> CampaignRecipients => Set<CampaignRecipientRow>();
    public DbSet<CounterRow> Counters => Set<CounterRow>();

    /// <summary>" FOR UPDATE" where the database locks rows.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>" FOR UPDATE SKIP LOCKED" where the database locks rows.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>The form in which a point of time goes into a hand-written statement.</summary>
    public abstract object Instant(DateTimeOffset at);

    public abstract DateTimeOffset ReadInstant(DbDataReader reader, int column);

    /// <summary>A condition that the column's value is in the list that <see cref="List{T}"/> put into the parameter.</summary>
    public abstract string In(string column, string parameter);

    public abstract object List<T>(IEnumerable<T> values);

    /// <summary>Holds the name's lock until the transaction ends.</summary>
    public abstract Task LockAsync(string name, CancellationToken stop);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.Version = Guid.NewGuid();
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        MessagingModel.Configure(model);
        PeopleModel.Configure(model);
        WorkshopModel.Configure(model);
        CheckModel.Configure(model);
        DeadlineModel.Configure(model);
        RecordModel.Configure(model);
        CommitmentModel.Configure(model);
        CampaignModel.Configure(model);
    }
}
