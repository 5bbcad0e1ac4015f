using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace BotAssistant.Bot.Tests.Checklists;

/// <summary>A cell as a spreadsheet program stores it.</summary>
internal sealed record OoxmlCell(string? Text = null, double? Number = null, bool IsDay = false, string? Formula = null, string? Error = null);

internal sealed class OoxmlSheet(string name)
{
    public string Name { get; set; } = name;
    public string? State { get; set; }
    public List<string> Merged { get; } = [];
    public SortedDictionary<int, SortedDictionary<string, OoxmlCell>> Rows { get; } = [];

    public int LastRow => Rows.Keys.Max();

    public OoxmlCell? this[int row, string column]
    {
        get => Rows.GetValueOrDefault(row)?.GetValueOrDefault(column);
        set
        {
            if (!Rows.TryGetValue(row, out var cells))
            {
                Rows[row] = cells = [];
            }

            cells.Remove(column);
            if (value is not null)
            {
                cells[column] = value;
            }
        }
    }

    public void Write(int row, string column, string? text) => this[row, column] = text is null ? null : new OoxmlCell(text);

    public int RowOf(string text) => Rows.First(row => row.Value.GetValueOrDefault("A")?.Text == text).Key;
}

/// <summary>Reads and writes .xlsx by the standard alone (ECMA-376), in the shapes that LibreOffice and Excel write; shares no code with the product.</summary>
internal sealed class OoxmlBook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Parts = "http://schemas.openxmlformats.org/package/2006/relationships";

    public List<OoxmlSheet> Sheets { get; } = [];

    public OoxmlSheet Items => Sheets[0];
    public OoxmlSheet Settings => Sheets[1];

    public static OoxmlBook Read(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var links = Load(zip, "xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(link => link.Attribute("Id")!.Value, link => link.Attribute("Target")!.Value);
        var shared = zip.GetEntry("xl/sharedStrings.xml") is null ? [] : Load(zip, "xl/sharedStrings.xml").Root!.Elements(Main + "si").Select(text => text.Value).ToList();
        var book = new OoxmlBook();
        foreach (var entry in Load(zip, "xl/workbook.xml").Descendants(Main + "sheet"))
        {
            var sheet = new OoxmlSheet(entry.Attribute("name")!.Value);
            var target = links[entry.Attribute(Links + "id")!.Value];
            foreach (var cell in Load(zip, target.StartsWith('/') ? target[1..] : $"xl/{target}").Descendants(Main + "c"))
            {
                var at = cell.Attribute("r")!.Value;
                var column = at.TrimEnd("0123456789".ToCharArray());
                var value = cell.Element(Main + "v")?.Value ?? cell.Element(Main + "is")?.Value;
                sheet[int.Parse(at[column.Length..], CultureInfo.InvariantCulture), column] = value is null ? null : cell.Attribute("t")?.Value switch
                {
                    "s" => new OoxmlCell(shared[int.Parse(value, CultureInfo.InvariantCulture)]),
                    "str" or "inlineStr" => new OoxmlCell(value),
                    _ => new OoxmlCell(Number: double.Parse(value, CultureInfo.InvariantCulture)),
                };
            }

            book.Sheets.Add(sheet);
        }

        return book;
    }

    /// <param name="inline">True: texts stand in their cells; false: in the table of shared strings, as LibreOffice and Excel write them.</param>
    public byte[] Write(bool inline = false)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var shared = new List<string>();
            for (var i = 0; i < Sheets.Count; i++)
            {
                Save(zip, $"xl/worksheets/sheet{i + 1}.xml", SheetXml(Sheets[i], inline ? null : shared));
            }

            Save(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
            Save(zip, "_rels/.rels", $"<Relationships xmlns=\"{Parts}\"><Relationship Id=\"rId1\" Type=\"{Links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Save(zip, "xl/workbook.xml", new XElement(Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Links), new XElement(Main + "sheets", Sheets.Select((sheet, i) => new XElement(
                Main + "sheet", new XAttribute("name", sheet.Name), new XAttribute("sheetId", i + 1), sheet.State is null ? null : new XAttribute("state", sheet.State), new XAttribute(Links + "id", $"rId{i + 1}"))))).ToString());
            Save(zip, "xl/_rels/workbook.xml.rels", new XElement(Parts + "Relationships",
                Sheets.Select((_, i) => Link($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")), Link("rIdS", "styles", "styles.xml"), Link("rIdT", "sharedStrings", "sharedStrings.xml")).ToString());
            Save(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" xfId=\"0\"/><xf numFmtId=\"14\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Save(zip, "xl/sharedStrings.xml", new XElement(Main + "sst", shared.Select(text => new XElement(Main + "si", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text)))).ToString(SaveOptions.DisableFormatting));
        }

        return file.ToArray();
    }

    private static string SheetXml(OoxmlSheet sheet, List<string>? shared)
        => new XElement(Main + "worksheet",
            new XElement(Main + "sheetData", sheet.Rows.Select(row => new XElement(Main + "row", new XAttribute("r", row.Key), row.Value.Select(cell => CellXml($"{cell.Key}{row.Key}", cell.Value, shared))))),
            sheet.Merged.Count == 0 ? null : new XElement(Main + "mergeCells", sheet.Merged.Select(area => new XElement(Main + "mergeCell", new XAttribute("ref", area))))).ToString(SaveOptions.DisableFormatting);

    private static XElement CellXml(string at, OoxmlCell cell, List<string>? shared)
    {
        var (type, content) = cell switch
        {
            { Error: { } error } => ("e", new[] { Value(error) }),
            { Formula: { } formula } => ("str", [new XElement(Main + "f", formula), Value(cell.Text ?? "")]),
            { Number: { } number } => ("n", [Value(number.ToString("R", CultureInfo.InvariantCulture))]),
            _ when shared is null => ("inlineStr", [new XElement(Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), cell.Text))]),
            _ => ("s", [Value($"{Shared(shared, cell.Text!)}")]),
        };
        return new XElement(Main + "c", new XAttribute("r", at), new XAttribute("s", cell.IsDay ? 1 : 0), new XAttribute("t", type), content);
    }

    private static int Shared(List<string> shared, string text)
    {
        if (shared.IndexOf(text) is >= 0 and var known)
        {
            return known;
        }

        shared.Add(text);
        return shared.Count - 1;
    }

    private static XElement Value(string value) => new(Main + "v", value);

    private static XElement Link(string id, string kind, string target)
        => new(Parts + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{Links}/{kind}"), new XAttribute("Target", target));

    private static XDocument Load(ZipArchive zip, string part)
    {
        using var content = zip.GetEntry(part)!.Open();
        return XDocument.Load(content);
    }

    private static void Save(ZipArchive zip, string part, string xml)
    {
        using var content = zip.CreateEntry(part).Open();
        content.Write(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}"));
    }
}
