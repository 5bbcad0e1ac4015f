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
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => r.Address, "IX_HelpRequests_OpenOf").IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
            row.HasIndex(r => r.AskedAt, "IX_HelpRequests_Open").HasFilter("\"AnsweredAt\" IS NULL");
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
