namespace BotAssistant.Records;

/// <summary>A ledger as a table: headings and rows of text, for a file.</summary>
public sealed record LedgerTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Writes tables that people open in a spreadsheet.</summary>
public interface ILedgerFiles
{
    /// <summary>Endings it can write, with the dot: ".xlsx", ".csv".</summary>
    IReadOnlyList<string> Endings { get; }

    Task WriteAsync(LedgerTable table, string ending, Stream to, CancellationToken stop);
}
