using System.Text;
using BotAssistant.Records;
using MiniExcelLibs;

namespace BotAssistant.Spreadsheets;

/// <summary>Ledgers as .xlsx, or as .csv with the mark by which Excel knows UTF-8. Every cell is text: a phone number keeps its zero.</summary>
public sealed class LedgerFiles : ILedgerFiles
{
    private const string Workbook = ".xlsx", Csv = ".csv";

    /// <summary>What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).</summary>
    private static readonly char[] FormulaSigns = ['=', '+', '-', '@', '\t', '\r'];

    public IReadOnlyList<string> Endings { get; } = [Workbook, Csv];

    public async Task WriteAsync(LedgerTable table, string ending, Stream to, CancellationToken stop)
    {
        if (ending == Csv)
        {
            await WriteCsvAsync(table, to, stop);
            return;
        }

        // Nothing of a ledger is read as a formula: MiniExcel writes strings as text.
        await to.SaveAsAsync(table.Rows.Prepend(table.Headings).Prepend(Title(table)).Select(Cells), printHeader: false, cancellationToken: stop);
    }

    private static async Task WriteCsvAsync(LedgerTable table, Stream to, CancellationToken stop)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var row in table.Rows.Prepend(table.Headings).Prepend(Title(table)))
        {
            await writer.WriteLineAsync(string.Join(',', row.Select(Field)).AsMemory(), stop);
        }
    }

    private static string[] Title(LedgerTable table) => [table.Title, .. Enumerable.Repeat("", table.Headings.Count - 1)];

    private static Dictionary<string, object> Cells(IReadOnlyList<string> row)
        => row.Select((cell, place) => (cell, place)).ToDictionary(pair => $"c{pair.place:D3}", pair => (object)pair.cell);

    private static string Field(string cell)
    {
        var text = cell.Length > 0 && FormulaSigns.Contains(cell[0]) ? $"'{cell}" : cell;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
