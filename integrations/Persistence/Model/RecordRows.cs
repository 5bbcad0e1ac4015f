using BotAssistant.Records;

namespace BotAssistant.Persistence;

internal sealed class HealthCertificateRow
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid WorkshopId { get; set; }
    public DateOnly ExpiresOn { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedBy { get; set; }
    public required string Content { get; set; }
}

internal sealed class LedgerEntryRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid WorkshopId { get; set; }
    public LedgerKind Kind { get; set; }
    public DateOnly On { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public DateTimeOffset? VoidedAt { get; set; }
    public required string Content { get; set; }
    public Guid Version { get; set; }
}
