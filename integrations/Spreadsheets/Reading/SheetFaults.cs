using BotAssistant.Conversations;

namespace BotAssistant.Spreadsheets;

/// <summary>What is wrong, and where a person finds it. The code is the key of its text (<c>sheet.fault.code</c>).</summary>
/// <param name="Sheet">Null when it is about the file.</param>
/// <param name="Row">As the spreadsheet counts, from 1; null when it is about the sheet.</param>
/// <param name="Column">Letter; null when it is about the row.</param>
public sealed record SheetFault(string Code, string? Sheet, int? Row, string? Column, params (string Name, string Value)[] Values)
{
    public string Say(ITexts texts)
    {
        var what = texts.Say($"sheet.fault.{Code}", Values);
        var place = (Sheet, Row, Column) switch
        {
            (null, _, _) => "file",
            (_, null, null) => "sheet",
            (_, null, _) => "column",
            (_, _, null) => "row",
            _ => "cell",
        };
        return texts.Say($"sheet.at-{place}", ("sheet", Sheet ?? ""), ("row", $"{Row}"), ("column", Column ?? ""), ("what", what));
    }
}

/// <summary>All faults of a file: an official mends them in one go.</summary>
public sealed class SheetFaults
{
    private readonly List<SheetFault> all = [];
    private readonly HashSet<(string? Sheet, int? Row, string? Column)> cells = [];

    /// <summary>In the order of the sheets and rows they were found in.</summary>
    public IReadOnlyList<SheetFault> All => all;

    public bool Any => all.Count > 0;

    /// <summary>The cell has a fault already.</summary>
    public bool Has(string sheet, int row, string column) => cells.Contains((sheet, row, column));

    public void OfFile(string code, params (string Name, string Value)[] values) => Add(new SheetFault(code, null, null, null, values));

    public void Add(SheetFault fault)
    {
        all.Add(fault);
        cells.Add((fault.Sheet, fault.Row, fault.Column));
    }
}
