using BotAssistant.Conversations;
using BotAssistant.Identifiers;

namespace BotAssistant.Spreadsheets;

/// <summary>A sheet whose first row names its columns, in any order.</summary>
internal sealed class Table
{
    private readonly Sheet sheet;
    private readonly ITexts texts;
    private readonly SheetFaults faults;
    private readonly Dictionary<string, string> letters = [];
    private readonly Dictionary<string, string> headings;

    private Table(Sheet sheet, Dictionary<string, string> headings, ITexts texts, SheetFaults faults)
        => (this.sheet, this.headings, this.texts, this.faults) = (sheet, headings, texts, faults);

    public string Sheet => sheet.Name;

    /// <summary>Key → column letter.</summary>
    public IReadOnlyDictionary<string, string> Letters => letters;

    /// <param name="columns">Key → heading; all must stand there, each once.</param>
    public static Table? Open(Sheet sheet, IReadOnlyList<(string Key, string Heading)> columns, ITexts texts, SheetFaults faults)
    {
        var table = new Table(sheet, columns.ToDictionary(column => column.Key, column => column.Heading), texts, faults);
        var before = faults.All.Count;
        table.ReadHeadings(columns);
        return faults.All.Count == before ? table : null;
    }

    public IEnumerable<RowReader> Rows()
    {
        foreach (var row in sheet.Rows.Where(row => row.Number > 1))
        {
            foreach (var stray in row.Cells.Keys.Except(letters.Values))
            {
                faults.Add(new SheetFault("cell-without-heading", sheet.Name, row.Number, stray, ("found", RowReader.Shown(row.Cells[stray]))));
            }

            yield return new RowReader(sheet, row, letters, headings, texts, faults);
        }
    }

    private void ReadHeadings(IReadOnlyList<(string Key, string Heading)> columns)
    {
        var first = sheet.Rows.FirstOrDefault(row => row.Number == 1)?.Cells ?? new Dictionary<string, object>();
        foreach (var (letter, cell) in first)
        {
            var typed = TypedText.Compact(cell.ToString() ?? "");
            var known = columns.FirstOrDefault(column => TypedText.Compact(column.Heading) == typed);
            if (known.Key is null)
            {
                Fault("heading-unknown", letter, typed);
            }
            else if (!letters.TryAdd(known.Key, letter))
            {
                Fault("heading-doubled", letter, typed);
            }
        }

        foreach (var (_, heading) in columns.Where(column => !letters.ContainsKey(column.Key)))
        {
            faults.Add(new SheetFault("heading-missing", sheet.Name, 1, null, ("expected", heading)));
        }

        void Fault(string code, string letter, string found) => faults.Add(new SheetFault(code, sheet.Name, 1, letter, ("found", found), ("expected", string.Join(' ', columns.Select(column => column.Heading)))));
    }
}
