using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class CheckModel
{
    // ActionState Open = 0, Reported = 1, Returned = 2.
    private const string Open = "\"State\" IN (0, 1, 2)";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<CheckResultRow>(row =>
        {
            row.ToTable("CheckResults");
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => new { r.WorkshopId, r.FinishedAt });
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<CorrectiveActionRow>(row =>
        {
            row.ToTable("CorrectiveActions");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();

            // One open action an item, even when two checks end at once.
            row.HasIndex(r => new { r.WorkshopId, r.Checklist, r.ItemId }, "IX_CorrectiveActions_Open").IsUnique().HasFilter(Open);
            row.HasIndex(r => new { r.State, r.DueOn }, "IX_CorrectiveActions_Waiting").HasFilter(Open);
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<ScoredSheetRow>(row =>
        {
            row.ToTable("ScoredSheets");
            row.HasIndex(r => new { r.SubjectId, r.ScoredAt });
        });
        model.Entity<ChecklistRevisionRow>(row =>
        {
            row.ToTable("ChecklistRevisions");

            // Of two that begin on the same day only one can hold.
            row.HasIndex(r => new { r.List, r.From }).IsUnique().HasFilter("\"WithdrawnAt\" IS NULL");
        });
    }
}
