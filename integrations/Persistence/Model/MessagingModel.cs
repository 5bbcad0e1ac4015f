using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class MessagingModel
{
    private const string OnlyDocuments = "\"IsDocument\"";

    // In the filters below: OutboxState Queued = 0, Sending = 1, Parked = 3.
    public static void Configure(ModelBuilder model)
    {
        model.Entity<InboxRow>(row =>
        {
            row.ToTable("Inbox");
            row.HasIndex(r => r.DedupeKey).IsUnique();
            row.HasIndex(r => r.ReceivedAt);
            row.HasIndex(r => r.ReceivedAt, "IX_Inbox_Waiting").HasFilter("\"State\" = 0");
        });
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("Outbox");
            row.HasIndex(r => new { r.Lane, r.NextAttemptAt, r.QueuedAt, r.Sequence }, "IX_Outbox_Due").HasFilter("\"State\" = 0");
            row.HasIndex(r => new { r.Address, r.QueuedAt, r.Sequence }, "IX_Outbox_Pending").HasFilter("\"State\" IN (0, 1, 3)");
            row.HasIndex(r => r.ExpiresAt, "IX_Outbox_Expiring").HasFilter("\"State\" IN (0, 3)");
            row.HasIndex(r => r.LeaseUntil, "IX_Outbox_Leased").HasFilter("\"State\" = 1");
            row.HasIndex(r => new { r.State, r.QueuedAt });
            row.HasIndex(r => new { r.Channel, r.PlatformId }, "IX_Outbox_Reported").HasFilter("\"NoticeKind\" IS NOT NULL AND \"PlatformId\" IS NOT NULL");
        });
        model.Entity<SendWindowRow>(row =>
        {
            row.ToTable("SendWindows", table => table.HasCheckConstraint("CK_SendWindows_Remaining", "\"Remaining\" >= 0"));
            row.HasKey(r => r.Address);
        });
        model.Entity<ChatRouteRow>(row =>
        {
            row.ToTable("ChatRoutes");
            row.HasKey(r => r.Address);
        });
        ConfigureRoutes(model);
        ConfigureTranscripts(model);
        model.Entity<MediaRow>(row =>
        {
            row.ToTable("Media");
            row.HasKey(r => r.Hash);
            row.HasIndex(r => r.StoredAt, "IX_Media_Documents").HasFilter(OnlyDocuments);
        });
        model.Entity<PlatformTokenRow>(row =>
        {
            row.ToTable("PlatformTokens");
            row.HasKey(r => r.Account);
        });
        model.Entity<ChannelLogRow>(row =>
        {
            row.ToTable("ChannelLog");
            row.HasIndex(r => r.About);
            row.HasIndex(r => r.At);
        });
    }

    private static void ConfigureRoutes(ModelBuilder model)
    {
        model.Entity<ConsentRow>(row =>
        {
            row.ToTable("Consents", table => table.HasCheckConstraint("CK_Consents_Remaining", "\"Remaining\" >= 0"));
            row.HasKey(r => new { r.Address, r.TemplateId });
        });
        model.Entity<RouteQuotaRow>(row =>
        {
            row.ToTable("RouteQuotas");
            row.HasKey(r => new { r.Channel, r.Route, r.Day });
        });
        model.Entity<GoneChatRow>(row =>
        {
            row.ToTable("GoneChats");
            row.HasKey(r => r.Address);
        });
        model.Entity<DeliveryReportRow>(row =>
        {
            row.ToTable("DeliveryReports");
            row.HasKey(r => new { r.Channel, r.PlatformId });
            row.HasIndex(r => r.At);
        });
        model.Entity<ChannelStopRow>(row =>
        {
            row.ToTable("ChannelStops");
            row.HasKey(r => r.Channel);
        });
    }

    private static void ConfigureTranscripts(ModelBuilder model)
    {
        model.Entity<TranscriptRow>(row => row.ToTable("Transcripts"));
        model.Entity<TranscriptEntryRow>(row =>
        {
            row.ToTable("TranscriptEntries");
            row.HasIndex(r => new { r.TranscriptId, r.Number }).IsUnique();
            row.HasIndex(r => new { r.TranscriptId, r.EntryKey }).IsUnique();
            row.HasOne<TranscriptRow>().WithMany().HasForeignKey(r => r.TranscriptId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<TranscriptFileRow>(row =>
        {
            row.ToTable("TranscriptFiles");
            row.HasIndex(r => new { r.TranscriptId, r.FileId }).IsUnique();
            row.HasOne<TranscriptRow>().WithMany().HasForeignKey(r => r.TranscriptId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
