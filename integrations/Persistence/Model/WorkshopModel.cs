using BotAssistant.Inspections;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class WorkshopModel
{
    // "Never doubled" (RegistrationState Registered = 0; FilingState Submitted = 0, Returned = 1).
    private const string NotCancelled = "\"Registration\" = 0";
    private const string Open = "\"State\" IN (0, 1)";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<WorkshopRow>(row =>
        {
            row.ToTable("Workshops");
            row.HasKey(r => r.Key);
            row.HasAlternateKey(r => r.Id);
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.CreditCode).IsUnique().HasFilter($"{NotCancelled} AND \"CreditCode\" IS NOT NULL");
            row.HasIndex(r => r.OwnerAtAddressHash).IsUnique().HasFilter(NotCancelled);
            row.HasIndex(r => new { r.OwnerId, r.RegisteredAt });
            row.HasIndex(r => r.FoldedName);
            row.HasIndex(r => new { r.District, r.FoldedName });
            row.HasIndex(r => r.Key, "IX_Workshops_Unmarked").HasFilter("\"Products\" IS NULL");
        });
        model.Entity<WorkshopGramRow>(row =>
        {
            row.ToTable("WorkshopGrams");
            row.HasKey(r => new { r.Gram, r.District, r.WorkshopKey });
        });
        model.Entity<WorkshopEventRow>(row =>
        {
            row.ToTable("WorkshopEvents");
            row.HasIndex(r => new { r.WorkshopId, r.At });
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<FilingRow>(row =>
        {
            row.ToTable("Filings");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.CreditCode).IsUnique().HasFilter($"{Open} AND \"CreditCode\" IS NOT NULL");
            row.HasIndex(r => r.OwnerAtAddressHash).IsUnique().HasFilter(Open);
            row.HasIndex(r => new { r.OwnerId, r.SubmittedAt });
            row.HasIndex(r => new { r.District, r.SubmittedAt }, "IX_Filings_Submitted").HasFilter("\"State\" = 0");
        });
        model.Entity<InspectionTask>(task =>
        {
            task.ToTable("InspectionTasks");
            task.Property(t => t.Id).ValueGeneratedNever();
            task.HasIndex(t => new { t.WorkshopId, t.DueOn });
            task.HasOne<WorkshopRow>().WithMany().HasForeignKey(t => t.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<CounterRow>(row =>
        {
            row.ToTable("Counters");
            row.HasKey(r => r.Name);
        });
    }
}
