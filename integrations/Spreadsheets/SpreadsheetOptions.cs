using System.ComponentModel.DataAnnotations;

namespace BotAssistant.Spreadsheets;

/// <summary>How much of a file is looked at. The formats themselves allow far more (Excel: 1,048,576 rows), no list of a bureau needs it.</summary>
public sealed class SpreadsheetOptions
{
    public const string Section = "Spreadsheets";

    /// <summary>The exported list of 94 items is 20 KB; LibreOffice's own fonts and styles add as much again.</summary>
    [Range(1, 100 << 20)]
    public int MaxBytes { get; init; } = 2 << 20;

    /// <summary>All parts unpacked. A sheet shrinks to about a tenth; what shrinks to far less was made to fill the memory.</summary>
    [Range(1, 1 << 30)]
    public int MaxUnpackedBytes { get; init; } = 32 << 20;

    /// <summary>Excel writes some 15 parts for two sheets.</summary>
    [Range(1, 10_000)]
    public int MaxParts { get; init; } = 200;

    [Range(1, 1_048_576)]
    public int MaxRows { get; init; } = 2000;

    /// <summary>Rows of a register (certificates). The province aims at 500 honours; a city's register of ten years stays far below this.</summary>
    [Range(1, 1_048_576)]
    public int MaxRegisterRows { get; init; } = 20_000;
}
