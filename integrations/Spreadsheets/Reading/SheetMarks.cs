using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace BotAssistant.Spreadsheets;

/// <summary>A sheet of the workbook's list.</summary>
internal sealed record SheetEntry(string Name, bool Hidden, string Part);

/// <summary>What the values of a sheet do not tell: which cells are computed, in error, or swallowed by a merged one.</summary>
internal sealed partial class SheetMarks
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly HashSet<string> formulas = [];
    private readonly Dictionary<string, string> errors = [];
    private readonly List<(int Left, int Top, int Right, int Bottom)> merged = [];

    public int Rows { get; private set; }

    public bool IsFormula(string column, int row) => formulas.Contains($"{column}{row}");

    public string? Error(string column, int row) => errors.GetValueOrDefault($"{column}{row}");

    /// <summary>True for a cell whose value stands in another cell it was merged with.</summary>
    public bool IsSwallowed(string column, int row)
    {
        var at = Index(column);
        return merged.Any(area => at >= area.Left && at <= area.Right && row >= area.Top && row <= area.Bottom && (at, row) != (area.Left, area.Top));
    }

    public static IReadOnlyList<SheetEntry> Sheets(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        var targets = Load(zip, "xl/_rels/workbook.xml.rels").Descendants().Where(node => node.Name.LocalName == "Relationship")
            .ToDictionary(node => node.Attribute("Id")!.Value, node => node.Attribute("Target")!.Value);
        return
        [
            .. from sheet in Load(zip, "xl/workbook.xml").Descendants()
               where sheet.Name.LocalName == "sheet"
               let id = sheet.Attributes().First(attribute => attribute.Name.LocalName == "id").Value
               let target = targets[id]
               select new SheetEntry(
                   sheet.Attribute("name")!.Value,
                   sheet.Attribute("state")?.Value is "hidden" or "veryHidden",
                   target.StartsWith('/') ? target[1..] : $"xl/{target}"),
        ];
    }

    public static SheetMarks Of(byte[] file, SheetEntry sheet)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        using var content = Entry(zip, sheet.Part).Open();
        using var xml = XmlReader.Create(content, Safe);
        var marks = new SheetMarks();
        var cell = "";
        var inError = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Text && inError)
            {
                marks.errors[cell] = xml.Value;
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    marks.Rows++;
                    break;
                case "c":
                    (cell, inError) = (xml.GetAttribute("r") ?? "", xml.GetAttribute("t") == "e");
                    break;
                case "f":
                    marks.formulas.Add(cell);
                    break;
                case "mergeCell":
                    marks.Merge(xml.GetAttribute("ref") ?? "");
                    break;
                default:
                    break;
            }
        }

        return marks;
    }

    private void Merge(string area)
    {
        if (Area().Match(area) is { Success: true } match)
        {
            merged.Add((Index(match.Groups[1].Value), Number(match.Groups[2]), Index(match.Groups[3].Value), Number(match.Groups[4])));
        }

        static int Number(Group group) => int.TryParse(group.ValueSpan, out var number) ? number : int.MaxValue;
    }

    private static int Index(string letters) => letters.Aggregate(0, (index, letter) => (index * 26) + letter - 'A' + 1);

    private static XDocument Load(ZipArchive zip, string part)
    {
        using var content = Entry(zip, part).Open();
        using var xml = XmlReader.Create(content, Safe);
        return XDocument.Load(xml);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string part) => zip.GetEntry(part) ?? throw new InvalidDataException($"The workbook has no part '{part}'.");

    [GeneratedRegex("^([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")]
    private static partial Regex Area();
}
