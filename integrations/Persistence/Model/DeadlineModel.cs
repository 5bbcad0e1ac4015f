using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class DeadlineModel
{
    // ReevaluationState Applied = 0, WithMaterials = 1, Scored = 2; ReminderState Planned = 0, Queued = 1; CertificateState Valid = 0.
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CertificateRow>(row =>
        {
            row.ToTable("Certificates");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.WorkshopId);
            row.HasIndex(r => r.Licence);
            row.HasIndex(r => r.ValidUntil, "IX_Certificates_Valid").HasFilter("\"State\" = 0");
            row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        });
        model.Entity<ReevaluationRow>(row =>
        {
            row.ToTable("Reevaluations");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.CertificateId, "IX_Reevaluations_Open").IsUnique().HasFilter("\"State\" IN (0, 1, 2)");
            row.HasOne<CertificateRow>().WithMany().HasForeignKey(r => r.CertificateId);
        });
        model.Entity<ConductRow>(row =>
        {
            row.ToTable("Conduct");

            // A document counts once; what was made void may be entered anew.
            row.HasIndex(r => new { r.Licence, r.Kind, r.Reference }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            row.HasIndex(r => r.Number).IsUnique().HasFilter("\"Number\" > 0");
        });
        model.Entity<PlanMarkRow>(row =>
        {
            row.ToTable("PlanMarks");
            row.HasKey(r => r.MatterId);
        });
        ConfigureFiveS(model);
        ConfigureReminders(model);
        model.Entity<CalendarYearRow>(row =>
        {
            row.ToTable("CalendarYears");
            row.HasKey(r => r.Year);
            row.Property(r => r.Year).ValueGeneratedNever();
        });
        model.Entity<JobRunRow>(row =>
        {
            row.ToTable("JobRuns");
            row.HasIndex(r => new { r.Job, r.StartedAt });
        });
    }

    private static void ConfigureFiveS(ModelBuilder model) => model.Entity<FiveSProjectRow>(row =>
    {
        // FiveSState with the owner = 0, 2; Published = 5, Dropped = 6.
        row.ToTable("FiveSProjects");
        row.Property(r => r.Version).IsConcurrencyToken();
        row.HasIndex(r => r.Number).IsUnique();
        row.HasIndex(r => r.Licence, "IX_FiveSProjects_Licence").IsUnique().HasFilter("\"State\" <> 6");
        row.HasIndex(r => new { r.Year, r.District, r.State });
        row.HasIndex(r => new { r.State, r.DueOn });
        row.HasIndex(r => r.WorkshopId);
        row.HasIndex(r => r.DueOn, "IX_FiveSProjects_Due").HasFilter("\"State\" IN (0, 2)");
        row.HasIndex(r => new { r.PublishedOn, r.Number }, "IX_FiveSProjects_Published").HasFilter("\"State\" = 5");
        row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
        row.HasOne<CertificateRow>().WithMany().HasForeignKey(r => r.CertificateId);
    });

    private static void ConfigureReminders(ModelBuilder model)
    {
        model.Entity<ReminderRow>(row =>
        {
            row.ToTable("Reminders");

            // Said once, however often it is planned.
            row.HasIndex(r => new { r.Kind, r.SubjectId, r.DueOn, r.Rung }).IsUnique();
            row.HasIndex(r => new { r.PersonId, r.District, r.Id }, "IX_Reminders_Planned").HasFilter("\"State\" = 0");
            row.HasIndex(r => r.Id, "IX_Reminders_Queued").HasFilter("\"State\" = 1");
        });
        model.Entity<ReminderMessageRow>(row =>
        {
            row.ToTable("ReminderMessages");
            row.HasKey(r => new { r.ReminderId, r.OutboxId });

            // At its claim a message is asked what it says.
            row.HasIndex(r => r.OutboxId);
            row.HasOne<ReminderRow>().WithMany().HasForeignKey(r => r.ReminderId).OnDelete(DeleteBehavior.Cascade);
        });

        // The sweep reads open matters by their day.
        model.Entity<CorrectiveActionRow>().HasIndex(r => r.DueOn, "IX_CorrectiveActions_Due").HasFilter("\"State\" IN (0, 2)");
        model.Entity<Inspections.InspectionTask>().HasIndex(t => t.DueOn, "IX_InspectionTasks_Due").HasFilter("\"DoneAt\" IS NULL");
    }
}
