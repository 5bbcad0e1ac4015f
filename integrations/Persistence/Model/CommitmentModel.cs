using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>A signature under the commitment letter. Who signed is sealed; what its public page is found by is plain.</summary>
internal sealed class CommitmentSignatureRow
{
    public Guid Id { get; set; }
    public Guid WorkshopId { get; set; }
    public required string Code { get; set; }
    public required string Letter { get; set; }
    public DateOnly SignedOn { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public required string Content { get; set; }
    public string? PostedPhoto { get; set; }
    public DateTimeOffset? PostedAt { get; set; }
}

internal static class CommitmentModel
{
    public static void Configure(ModelBuilder model) => model.Entity<CommitmentSignatureRow>(row =>
    {
        row.ToTable("CommitmentSignatures");
        row.HasIndex(r => r.Code).IsUnique();
        row.HasIndex(r => new { r.WorkshopId, r.RecordedAt });
        row.HasOne<WorkshopRow>().WithMany().HasForeignKey(r => r.WorkshopId).HasPrincipalKey(r => r.Id);
    });
}
