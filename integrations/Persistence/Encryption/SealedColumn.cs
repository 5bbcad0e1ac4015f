using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotAssistant.Persistence;

/// <summary>A column whose values are encrypted. Every one stands in <see cref="All"/>: key rotation walks that list.</summary>
internal sealed record SealedColumn(string Table, string Column, string Key)
{
    public static readonly SealedColumn InboxPayload = new("Inbox", nameof(InboxRow.Payload), nameof(InboxRow.Id));
    public static readonly SealedColumn InboxReply = new("Inbox", nameof(InboxRow.DirectReply), nameof(InboxRow.Id));
    public static readonly SealedColumn InboxError = new("Inbox", nameof(InboxRow.Error), nameof(InboxRow.Id));
    public static readonly SealedColumn OutboxBody = new("Outbox", nameof(OutboxRow.Body), nameof(OutboxRow.Id));
    public static readonly SealedColumn OutboxNotice = new("Outbox", nameof(OutboxRow.Notice), nameof(OutboxRow.Id));
    public static readonly SealedColumn ChatRoute = new("ChatRoutes", nameof(ChatRouteRow.Route), nameof(ChatRouteRow.Address));
    public static readonly SealedColumn TranscriptUser = new("Transcripts", nameof(TranscriptRow.User), nameof(TranscriptRow.Id));
    public static readonly SealedColumn TranscriptBody = new("TranscriptEntries", nameof(TranscriptEntryRow.Body), nameof(TranscriptEntryRow.Id));
    public static readonly SealedColumn TranscriptBytes = new("TranscriptFiles", nameof(TranscriptFileRow.Bytes), nameof(TranscriptFileRow.Id)) { IsBinary = true };
    public static readonly SealedColumn MediaBytes = new("Media", nameof(MediaRow.Bytes), nameof(MediaRow.Hash)) { IsBinary = true };
    public static readonly SealedColumn TokenValue = new("PlatformTokens", nameof(PlatformTokenRow.Value), nameof(PlatformTokenRow.Account));
    public static readonly SealedColumn ConversationState = new("Conversations", nameof(ConversationRow.State), nameof(ConversationRow.Address));
    public static readonly SealedColumn HelpWhere = new("HelpRequests", nameof(HelpRequestRow.Where), nameof(HelpRequestRow.Id));
    public static readonly SealedColumn HelpStory = new("HelpRequests", nameof(HelpRequestRow.Story), nameof(HelpRequestRow.Id));
    public static readonly SealedColumn PersonName = new("People", nameof(PersonRow.Name), nameof(PersonRow.Id));
    public static readonly SealedColumn WorkshopParticulars = new("Workshops", nameof(WorkshopRow.Particulars), nameof(WorkshopRow.Id));
    public static readonly SealedColumn WorkshopEventReason = new("WorkshopEvents", nameof(WorkshopEventRow.Reason), nameof(WorkshopEventRow.Id));
    public static readonly SealedColumn FilingContent = new("Filings", nameof(FilingRow.Content), nameof(FilingRow.Id));
    public static readonly SealedColumn FilingSteps = new("Filings", nameof(FilingRow.Steps), nameof(FilingRow.Id));
    public static readonly SealedColumn CheckContent = new("CheckResults", nameof(CheckResultRow.Content), nameof(CheckResultRow.Id));
    public static readonly SealedColumn SheetContent = new("ScoredSheets", nameof(ScoredSheetRow.Content), nameof(ScoredSheetRow.Id));
    public static readonly SealedColumn ActionOrigin = new("CorrectiveActions", nameof(CorrectiveActionRow.Origin), nameof(CorrectiveActionRow.Id));
    public static readonly SealedColumn ActionSteps = new("CorrectiveActions", nameof(CorrectiveActionRow.Steps), nameof(CorrectiveActionRow.Id));
    public static readonly SealedColumn CertificateSteps = new("Certificates", nameof(CertificateRow.Steps), nameof(CertificateRow.Id));
    public static readonly SealedColumn ReevaluationSteps = new("Reevaluations", nameof(ReevaluationRow.Steps), nameof(ReevaluationRow.Id));
    public static readonly SealedColumn FiveSSteps = new("FiveSProjects", nameof(FiveSProjectRow.Steps), nameof(FiveSProjectRow.Id));
    public static readonly SealedColumn ConductContent = new("Conduct", nameof(ConductRow.Content), nameof(ConductRow.Id));
    public static readonly SealedColumn PlanMarkContent = new("PlanMarks", nameof(PlanMarkRow.Content), nameof(PlanMarkRow.MatterId));
    public static readonly SealedColumn CertificateContent = new("HealthCertificates", nameof(HealthCertificateRow.Content), nameof(HealthCertificateRow.Id));
    public static readonly SealedColumn LedgerContent = new("LedgerEntries", nameof(LedgerEntryRow.Content), nameof(LedgerEntryRow.Id));
    public static readonly SealedColumn CommitmentContent = new("CommitmentSignatures", nameof(CommitmentSignatureRow.Content), nameof(CommitmentSignatureRow.Id));
    public static readonly SealedColumn CampaignContent = new("Campaigns", nameof(CampaignRow.Content), nameof(CampaignRow.Id));
    public static readonly SealedColumn CampaignSteps = new("Campaigns", nameof(CampaignRow.Steps), nameof(CampaignRow.Id));
    public static readonly SealedColumn AuditDetail = new("AuditEntries", nameof(AuditRow.Detail), nameof(AuditRow.Id));

    public static readonly IReadOnlyList<SealedColumn> All =
    [
        InboxPayload, InboxReply, InboxError, OutboxBody, OutboxNotice, ChatRoute, TranscriptUser, TranscriptBody, TranscriptBytes, MediaBytes, TokenValue,
        ConversationState, HelpWhere, HelpStory, PersonName, WorkshopParticulars, WorkshopEventReason, FilingContent, FilingSteps,
        CheckContent, SheetContent, ActionOrigin, ActionSteps, CertificateSteps, ReevaluationSteps, FiveSSteps, ConductContent, PlanMarkContent, CertificateContent, LedgerContent, CommitmentContent, CampaignContent, CampaignSteps, AuditDetail,
    ];

    public bool IsBinary { get; init; }

    public string Name { get; } = $"{Table}.{Column}";

    public byte[] AssociatedData { get; } = Encoding.UTF8.GetBytes($"{Table}.{Column}");
}

/// <summary>Objects in sealed columns: JSON, then encrypted.</summary>
internal static class SealedJson
{
    // It is encrypted and never part of a page, so Chinese may stand as it is: half the size.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Seal<T>(this KeyRing keys, SealedColumn column, T value) => keys.SealUtf8(column, JsonSerializer.SerializeToUtf8Bytes(value, Options));

    public static T Open<T>(this KeyRing keys, SealedColumn column, string stored)
        => JsonSerializer.Deserialize<T>(keys.OpenUtf8(column, stored), Options) ?? throw new SealedValueException($"A value of {column.Name} is empty.");

    public static string? SealOptional(this KeyRing keys, SealedColumn column, string? text) => text is null ? null : keys.SealText(column, text);

    public static string? OpenOptional(this KeyRing keys, SealedColumn column, string? stored) => stored is null ? null : keys.OpenText(column, stored);
}
