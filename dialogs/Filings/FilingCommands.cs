using BotAssistant.Dialogs.Engine;
using BotAssistant.Filings;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Filings;

/// <summary>提交建档: a new filing, the corrected version of a returned one, or a change of a registered workshop.</summary>
/// <param name="FilingId">The returned filing this corrects.</param>
/// <param name="WorkshopId">The workshop whose particulars this changes.</param>
public sealed record FileWorkshop(Particulars Particulars, IReadOnlyList<string> Doubts, Guid? FilingId, Guid? WorkshopId) : ICommand;

/// <summary>The workshop is on file already: nothing to submit.</summary>
public sealed record AlreadyFiled(ExistingFiling Existing) : ICommand;

/// <summary>Is there a filing or a workshop for this already?</summary>
public sealed record FindExisting(string? CreditCode, string IdNumber, string Address, Guid? FilingId, Guid? WorkshopId) : IQuery<ExistingFiling?>;
