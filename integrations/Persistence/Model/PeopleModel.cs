using BotAssistant.People;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal static class PeopleModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ConversationRow>(row =>
        {
            row.ToTable("Conversations");
            row.HasKey(r => r.Address);
            row.Property(r => r.Version).IsConcurrencyToken();
        });
        model.Entity<HelpRequestRow>(row =>
        {
            row.ToTable("HelpRequests");
            row.Property(r => r.Version).IsConcurrencyToken();
            row.Property(r => r.ClosedAt).HasColumnName("AnsweredAt"); // what it was called when a request could only be answered
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.Address, "IX_HelpRequests_OpenOf").IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
            row.HasIndex(r => r.AskedAt, "IX_HelpRequests_Open").HasFilter("\"AnsweredAt\" IS NULL");

            // One member of staff and one chat has one taken request, even when they take two at once.
            row.HasIndex(r => r.TakenBy, "IX_HelpRequests_TakenBy").IsUnique().HasFilter("\"TakenBy\" IS NOT NULL");
            row.HasIndex(r => r.TakerAddress, "IX_HelpRequests_TakerAddress").IsUnique().HasFilter("\"TakenBy\" IS NOT NULL");
        });
        model.Entity<DutyRow>(row =>
        {
            row.ToTable("Duties");
            row.HasKey(r => r.PersonId);
            row.HasOne<PersonRow>().WithOne().HasForeignKey<DutyRow>(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PersonRow>(row =>
        {
            row.ToTable("People");
            row.HasIndex(r => r.Role);
        });
        model.Entity<ChatIdentityRow>(row =>
        {
            row.ToTable("ChatIdentities");
            row.HasKey(r => r.Address);
            row.HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations");
            invitation.Property(i => i.Id).ValueGeneratedNever();
            invitation.Property(i => i.PersonId);
            invitation.Property(i => i.CreatedAt);
            invitation.Property(i => i.ExpiresAt);
            invitation.HasIndex(i => i.CodeHash).IsUnique();

            // Of two uses at once, the second finds the time already set and fails.
            invitation.Property(i => i.UsedAt).IsConcurrencyToken();
        });
        model.Entity<AttemptRow>(row =>
        {
            row.ToTable("Attempts");
            row.HasIndex(r => new { r.Key, r.At });
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("AuditEntries");
            row.HasIndex(r => r.At);
            row.HasIndex(r => new { r.PersonId, r.At });
            row.HasIndex(r => new { r.Subject, r.At });
        });
    }
}
