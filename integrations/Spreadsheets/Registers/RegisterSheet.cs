using System.Globalization;
using BotAssistant.Conversations;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace BotAssistant.Spreadsheets;

/// <summary>A register as one sheet, a row each. Its name and headings are the texts <c>{prefix}.sheet</c> and <c>{prefix}.column.{key}</c>.</summary>
internal sealed class RegisterSheet(ITexts texts, string prefix, IReadOnlyList<string> keys)
{
    private const double Width = 18;

    public string Name => texts.Say($"{prefix}.sheet");

    public IReadOnlyList<(string Key, string Heading)> Columns { get; } = [.. keys.Select(key => (key, texts.Say($"{prefix}.column.{key}")))];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Every cell is text, so that no number loses its zeros and nothing becomes a formula.</summary>
    /// <param name="rows">Cells in the order of the columns.</param>
    public void Write(Stream file, IEnumerable<IReadOnlyList<string>> rows)
    {
        var content = new Dictionary<string, object> { [Name] = rows.Select(Row).DefaultIfEmpty(Row([.. Columns.Select(_ => "")])).ToList() };
        file.SaveAs(content, configuration: new OpenXmlConfiguration { DynamicColumns = [.. Columns.Select(column => new DynamicExcelColumn(column.Heading) { Width = Width })], AutoFilter = false });
    }

    private Dictionary<string, object> Row(IReadOnlyList<string> cells) => Columns.Zip(cells).ToDictionary(pair => pair.First.Heading, pair => (object)pair.Second);
}
