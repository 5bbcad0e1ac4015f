using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>The caller's workshops whose records are kept.</summary>
public sealed record FindKept : IQuery<IReadOnlyList<OwnedWorkshop>>;

/// <summary>Which of the items stand in the ledger already.</summary>
public sealed record FindWritten(NewEntries Entries) : IQuery<IReadOnlyList<LedgerItem>>;

/// <summary>Lines for a ledger.</summary>
public sealed record WriteEntries(NewEntries Entries) : ICommand;

/// <summary>A photo of the receipt for a line.</summary>
public sealed record AttachReceipt(int Number, string Photo) : ICommand;

/// <summary>A certificate of one of the staff.</summary>
public sealed record RecordCertificate(NewCertificate Certificate) : ICommand;

/// <summary>There is no workshop to keep records of.</summary>
public sealed record NothingToKeep : ICommand;
