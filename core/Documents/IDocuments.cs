using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Inspections;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Documents;

/// <summary>A file that we made for a person.</summary>
/// <param name="Name">As the person sees it, with its ending.</param>
public sealed record Document(string Name, string ContentType, byte[] Bytes);

/// <summary>自查记录, to be printed.</summary>
/// <param name="List">The revision that the check was made with; null when we no longer have it.</param>
/// <param name="Actions">What became of the faults.</param>
public sealed record CheckRecordSheet(CheckResult Result, Checklist? List, Workshop Workshop, IReadOnlyList<CorrectiveAction> Actions, string Bureau, DateOnly Today);

/// <summary>食品安全承诺书, to be printed and posted on the wall.</summary>
/// <param name="Verification">Where anybody can verify it; null when this installation has no public address.</param>
public sealed record CommitmentSheet(CommitmentSignature Signature, CommitmentLetter Letter, Workshop Workshop, string Bureau, Uri? Verification);

/// <summary>走势图 of a workshop's checks that can be held against each other, oldest first.</summary>
public sealed record TrendChart(IReadOnlyList<CheckResult> Results, IReadOnlyList<Grade> Grades, Workshop Workshop);

/// <summary>Makes documents and pictures with Chinese text.</summary>
public interface IDocuments
{
    /// <summary>Why none can be made here: there is no font with Chinese. Null when they can.</summary>
    Refusal? Problem { get; }

    /// <summary>A PDF, A4.</summary>
    Document CheckRecord(CheckRecordSheet sheet);

    /// <inheritdoc cref="CheckRecord"/>
    Document Commitment(CommitmentSheet sheet);

    /// <summary>A PNG.</summary>
    Document Trend(TrendChart chart);
}
