using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace BotAssistant.Spreadsheets;

/// <summary>A row as it stands in the sheet: column letter → value, blank cells left out.</summary>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<string, object> Cells);

internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, SheetMarks Marks);

/// <summary>A stranger's .xlsx, read into memory within the limits.</summary>
internal sealed class Workbook
{
    private readonly Dictionary<string, Sheet> sheets;

    private Workbook(IEnumerable<Sheet> sheets) => this.sheets = sheets.ToDictionary(sheet => sheet.Name);

    public Sheet this[string name] => sheets[name];

    /// <summary>The workbook with these sheets and no others; null when the faults say why not.</summary>
    public static Workbook? Open(byte[] file, IReadOnlyList<string> wanted, SpreadsheetOptions limits, SheetFaults faults) => Open(file, wanted, limits, limits.MaxRows, faults);

    /// <param name="mostRows">For a kind of file that may be longer than others.</param>
    public static Workbook? Open(byte[] file, IReadOnlyList<string> wanted, SpreadsheetOptions limits, int mostRows, SheetFaults faults)
    {
        if (Package.Refuse(file, limits) is { } code)
        {
            faults.OfFile(code, ("most", $"{limits.MaxBytes / 1024}"));
            return null;
        }

        try
        {
            return Read(file, wanted, mostRows, faults);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The file is a stranger's and the reader throws whatever its parts make it stumble over.
            faults.OfFile("file-broken");
            return null;
        }
    }

    private static Workbook? Read(byte[] file, IReadOnlyList<string> wanted, int mostRows, SheetFaults faults)
    {
        var entries = SheetMarks.Sheets(file);
        foreach (var name in wanted.Where(name => entries.All(entry => entry.Name.Trim() != name)))
        {
            faults.OfFile("sheet-missing", ("sheet", name), ("found", string.Join(' ', entries.Select(entry => entry.Name))));
        }

        foreach (var entry in entries)
        {
            if (entry.Hidden)
            {
                faults.OfFile("sheet-hidden", ("sheet", entry.Name));
            }
            else if (!wanted.Contains(entry.Name.Trim()))
            {
                faults.OfFile("sheet-unknown", ("sheet", entry.Name), ("expected", string.Join(' ', wanted)));
            }
        }

        if (faults.Any)
        {
            return null;
        }

        var sheets = new List<Sheet>();
        foreach (var entry in entries)
        {
            var marks = SheetMarks.Of(file, entry);
            if (marks.Rows > mostRows)
            {
                faults.Add(new SheetFault("rows-too-many", entry.Name.Trim(), null, null, ("found", $"{marks.Rows}"), ("most", $"{mostRows}")));
                continue;
            }

            sheets.Add(new Sheet(entry.Name.Trim(), Rows(file, entry.Name, mostRows), marks));
        }

        return faults.Any ? null : new Workbook(sheets);
    }

    private static List<SheetRow> Rows(byte[] file, string sheet, int mostRows)
    {
        using var content = new MemoryStream(file);
        var rows = new List<SheetRow>();
        var number = 0;
        foreach (IDictionary<string, object?> row in content.Query(useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX, configuration: new OpenXmlConfiguration { EnableSharedStringCache = false }))
        {
            number++;
            var cells = row.Where(cell => cell.Value is not null and not "" && !string.IsNullOrWhiteSpace(cell.Value.ToString())).ToDictionary(cell => cell.Key, cell => cell.Value!);
            if (cells.Count > 0)
            {
                rows.Add(new SheetRow(number, cells));
            }

            // A last row far below is one row in the file and many here.
            if (number > mostRows)
            {
                break;
            }
        }

        return rows;
    }
}
