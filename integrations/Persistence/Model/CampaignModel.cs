using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class CampaignModel
{
    // CampaignState Approved = 2, Running = 3, Paused = 4, Stopped = 5; RecipientState Pending = 0, Queued = 1; OutboxState Queued = 0, Sending = 1, Parked = 3.
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CampaignRow>(row =>
        {
            row.ToTable("Campaigns");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.State, "IX_Campaigns_Active").HasFilter("\"State\" IN (2, 3, 4, 5)");
        });
        model.Entity<CampaignRunRow>(row =>
        {
            row.ToTable("CampaignRuns");
            row.HasKey(r => r.CampaignId);
            row.HasOne<CampaignRow>().WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CampaignRecipientRow>(row =>
        {
            row.ToTable("CampaignRecipients");

            // Nobody gets it twice, whoever adds them.
            row.HasIndex(r => new { r.CampaignId, r.PersonId, r.WorkshopId }).IsUnique();
            row.HasIndex(r => new { r.CampaignId, r.State, r.Id });
            row.HasIndex(r => r.PersonId);
            row.HasOne<CampaignRow>().WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Cascade);
            row.HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OptOutRow>(row =>
        {
            row.ToTable("OptOuts");
            row.HasKey(r => r.PersonId);
            row.HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OutboxRow>(row => row.HasIndex(r => new { r.CampaignId, r.State }, "IX_Outbox_Campaign").HasFilter("\"CampaignId\" IS NOT NULL AND \"State\" IN (0, 1, 3)"));
    }
}
