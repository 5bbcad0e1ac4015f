using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class RecordModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<HealthCertificateRow>(row =>
        {
            row.ToTable("HealthCertificates");
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => new { r.WorkshopId, r.ExpiresOn }, "IX_HealthCertificates_Current").HasFilter("\"EndedAt\" IS NULL");
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<LedgerEntryRow>(row =>
        {
            row.ToTable("LedgerEntries");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => new { r.WorkshopId, r.On });
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
    }
}
