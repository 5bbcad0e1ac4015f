using BotAssistant.Documents.Fonts;
using SkiaSharp;

namespace BotAssistant.Documents.Layout;

/// <summary>
/// A document in the making: flows from page to page of A4. Everything is placed first and drawn at the end, when it is known which characters the font must
/// have and how many pages there are.
/// </summary>
internal sealed class Sheet : IDisposable
{
    public const float Width = 595, Height = 842, Margin = 48, Inner = Width - (2 * Margin);
    private const float Bottom = Height - 56, Leading = 1.5f, FooterSize = 8;

    private readonly TypeCase type;
    private readonly List<List<Mark>> pages = [[]];
    private readonly Dictionary<float, SKFont> fonts = [];

    public Sheet(TypeCase type) => (this.type, Y) = (type, Margin);

    /// <summary>Where the next thing goes, from the top of the page.</summary>
    public float Y { get; private set; }

    public void Dispose()
    {
        foreach (var font in fonts.Values)
        {
            font.Dispose();
        }
    }

    public void Skip(float points) => Y += points;

    /// <summary>Begins a new page where so much does not fit on this one.</summary>
    public bool Need(float points)
    {
        if (Y + points <= Bottom)
        {
            return false;
        }

        pages.Add([]);
        Y = Margin;
        return true;
    }

    public void Title(string text, float size)
    {
        foreach (var line in Break(text, size, Inner))
        {
            Need(size * Leading);
            Y += size * Leading;
            Write((Width - Font(size).MeasureText(line)) / 2, Y - (size * 0.35f), line, size, Ink.Text);
        }
    }

    public void Paragraph(string text, float size, SKColor color, float left = Margin, float? width = null)
    {
        foreach (var line in Break(text, size, width ?? Width - Margin - left))
        {
            Need(size * Leading);
            Y += size * Leading;
            Write(left, Y - (size * 0.35f), line, size, color);
        }
    }

    public IReadOnlyList<string> Break(string text, float size, float width) => LineBreaker.Break(text, Font(size), width);

    public static float HeightOf(int lines, float size) => lines * size * Leading;

    public void Write(float x, float baseline, string text, float size, SKColor color) => pages[^1].Add(new Mark(new SKRect(x, baseline, x, baseline), text, size, color));

    /// <summary>A filled rectangle, or a line where it is thin.</summary>
    public void Fill(float x, float y, float width, float height, SKColor color) => pages[^1].Add(new Mark(new SKRect(x, y, x + width, y + height), null, 0, color));

    /// <param name="footer">What stands at the bottom of page n of m.</param>
    public byte[] ToPdf(SKDocumentPdfMetadata about, Func<int, int, string> footer)
    {
        for (var page = 0; page < pages.Count; page++)
        {
            var text = footer(page + 1, pages.Count);
            pages[page].Add(new Mark(new SKRect((Width - Font(FooterSize).MeasureText(text)) / 2, Height - 30, 0, Height - 30), text, FooterSize, Ink.Quiet));
        }

        using var part = type.For(pages.SelectMany(page => page).Select(mark => mark.Text).OfType<string>());
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, about))
        {
            foreach (var page in pages)
            {
                Draw(document.BeginPage(Width, Height), page, part);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    private static void Draw(SKCanvas canvas, List<Mark> marks, SKTypeface face)
    {
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var mark in marks)
        {
            paint.Color = mark.Color;
            if (mark.Text is null)
            {
                canvas.DrawRect(mark.Place, paint);
                continue;
            }

            using var font = new SKFont(face, mark.Size);
            canvas.DrawText(mark.Text, mark.Place.Left, mark.Place.Top, font, paint);
        }
    }

    private SKFont Font(float size) => fonts.TryGetValue(size, out var font) ? font : fonts[size] = new SKFont(type.Whole, size);

    private sealed record Mark(SKRect Place, string? Text, float Size, SKColor Color);
}
