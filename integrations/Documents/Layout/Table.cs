using SkiaSharp;

namespace BotAssistant.Documents.Layout;

/// <summary>A cell's text and colour.</summary>
internal readonly record struct Cell(string Text, SKColor Color)
{
    public static implicit operator Cell(string text) => new(text, Ink.Text);
}

/// <summary>A table whose head is repeated on each page and whose rows are not cut in two.</summary>
/// <param name="widths">Of the columns, in points.</param>
internal sealed class Table(Sheet sheet, float[] widths, string[] head, float size)
{
    private const float Padding = 4;

    public void Head() => Row([.. head.Select(text => new Cell(text, Ink.Quiet))], Ink.Shade);

    /// <summary>A row across all columns.</summary>
    public void Band(string text)
    {
        var height = Sheet.HeightOf(1, size) + (2 * Padding);
        // A chapter's name does not stay behind alone.
        if (sheet.Need(height * 2))
        {
            Head();
        }

        sheet.Fill(Sheet.Margin, sheet.Y, widths.Sum(), height, Ink.Shade);
        sheet.Write(Sheet.Margin + Padding, sheet.Y + Padding + (size * 1.1f), text, size, Ink.Text);
        sheet.Skip(height);
    }

    public void Row(params Cell[] cells)
    {
        var height = HeightOf(Lines(cells));
        if (sheet.Need(height))
        {
            Head();
        }

        Row(cells, null);
    }

    private void Row(Cell[] cells, SKColor? shade)
    {
        var lines = Lines(cells);
        var (height, x) = (HeightOf(lines), Sheet.Margin);
        if (shade is { } color)
        {
            sheet.Fill(x, sheet.Y, widths.Sum(), height, color);
        }

        for (var column = 0; column < cells.Length; column++)
        {
            for (var line = 0; line < lines[column].Count; line++)
            {
                sheet.Write(x + Padding, sheet.Y + Padding + Sheet.HeightOf(line, size) + (size * 1.1f), lines[column][line], size, cells[column].Color);
            }

            x += widths[column];
        }

        sheet.Skip(height);
        sheet.Fill(Sheet.Margin, sheet.Y, widths.Sum(), 0.5f, Ink.Line);
    }

    private IReadOnlyList<string>[] Lines(Cell[] cells) => [.. cells.Select((cell, column) => sheet.Break(cell.Text, size, widths[column] - (2 * Padding)))];

    private float HeightOf(IReadOnlyList<string>[] lines) => Sheet.HeightOf(lines.Max(cell => cell.Count), size) + (2 * Padding);
}
