using BotAssistant.Conversations;
using BotAssistant.Honours;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>The rows of a file, and the letter of each column, in whatever order they stand.</summary>
public sealed record CertificateRows(IReadOnlyList<CertificateEntry> Entries, IReadOnlyDictionary<string, string> Letters);

/// <summary>The register of honours (证书清单) as .xlsx: all rows, or every fault with its row and column.</summary>
public sealed class CertificateFiles(ITexts texts, SpreadsheetOptions limits)
{
    private const int MostNumber = 40, MostName = 60;

    private static readonly string[] Keys = ["number", "kind", "holder", "district", "licence", "issued", "until", "state"];

    private readonly RegisterSheet sheet = new(texts, "certificate-sheet", Keys);

    public void Write(Stream file, IEnumerable<Certificate> certificates, Districts districts) => sheet.Write(file, certificates.Select(certificate => (IReadOnlyList<string>)
    [
        certificate.Number, Spellings("kind", certificate.Kind)[0], certificate.Holder.Name, districts.NameOf(certificate.Holder.District), certificate.Holder.Licence,
        RegisterSheet.Day(certificate.IssuedOn), RegisterSheet.Day(certificate.ValidUntil), Spellings("state", certificate.State)[0],
    ]));

    public (CertificateRows? Rows, IReadOnlyList<SheetFault> Faults) Read(byte[] file, Districts districts)
    {
        var faults = new SheetFaults();
        if (Workbook.Open(file, [sheet.Name], limits, limits.MaxRegisterRows, faults) is not { } book || Table.Open(book[sheet.Name], sheet.Columns, texts, faults) is not { } table)
        {
            return (null, faults.All);
        }

        var (kinds, states) = (Words<HonourKind>("kind"), Words<CertificateState>("state"));
        var places = districts.All.SelectMany(district => district.Aliases.Prepend(district.Name).Prepend(district.Code).Select(name => (name, district.Code))).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.Code);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new List<CertificateEntry>();
        foreach (var row in table.Rows())
        {
            entries.Add(Read(row, kinds, states, places, districts, seen));
        }

        if (entries.Count == 0)
        {
            faults.Add(new SheetFault("register-empty", sheet.Name, null, null));
        }

        return faults.Any ? (null, faults.All) : (new CertificateRows(entries, table.Letters), []);
    }

    /// <summary>What the store says against a row, as a fault of its cell.</summary>
    public SheetFault FaultOf(RegisterFault fault, CertificateRows rows)
        => new(fault.Code, sheet.Name, fault.Row, rows.Letters[fault.Field], ("heading", sheet.Columns.First(column => column.Key == fault.Field).Heading), ("found", fault.Found), ("expected", fault.Expected));

    private static CertificateEntry Read(
        RowReader row, Dictionary<string, HonourKind> kinds, Dictionary<string, CertificateState> states, Dictionary<string, string> places, Districts districts, Dictionary<string, int> seen)
    {
        var number = row.NumberedText("number", MostNumber) is { } typed ? TypedText.Fold(typed) : row.Text("number", MostNumber);
        if (number.Length > 0 && !seen.TryAdd(number, row.At))
        {
            row.Fault("certificate-doubled", "number", number, $"{seen[number]}");
        }

        return new CertificateEntry(
            row.At,
            number,
            row.One("kind", kinds) ?? default,
            row.Text("holder", MostName),
            District(row, places, districts),
            row.NumberedText("licence", MostNumber) is { } licence ? TypedText.Fold(licence) : row.Text("licence", MostNumber),
            row.RequiredDate("issued"),
            row.RequiredDate("until"),
            row.One("state", states) ?? default);
    }

    /// <summary>By name, short name or code; the fault names the districts and not every way to write them.</summary>
    private static string District(RowReader row, Dictionary<string, string> places, Districts districts)
    {
        var typed = row.Text("district", MostName);
        if (typed.Length == 0 || places.TryGetValue(TypedText.Compact(typed), out _))
        {
            return typed.Length == 0 ? "" : places[TypedText.Compact(typed)];
        }

        row.Fault("cell-unknown-word", "district", RowReader.Shown(typed), string.Join(' ', districts.All.Select(district => district.Name)));
        return "";
    }

    private Dictionary<string, T> Words<T>(string of) where T : struct, Enum
        => Enum.GetValues<T>().SelectMany(value => Spellings(of, value).Select(spelling => (spelling, value))).ToDictionary(pair => pair.spelling, pair => pair.value);

    private string[] Spellings<T>(string of, T value) where T : struct, Enum => texts.Say($"certificate-sheet.{of}.{value.ToString().ToLowerInvariant()}").Split('|');
}
