using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Documents.Fonts;
using BotAssistant.Documents.Layout;
using SkiaSharp;

namespace BotAssistant.Documents;

/// <summary>走势图: scores over time, for the screen of a phone.</summary>
internal sealed class TrendPng(ITexts texts, TypeCase type, TrendChart chart)
{
    public const int Width = 1080, Height = 720;
    private const float Left = 90, Right = 130, Top = 110, Bottom = 130;

    private readonly IReadOnlyList<CheckResult> scored = [.. chart.Results.Where(result => result.Score.Percent is not null)];

    public Document Make()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height)) ?? throw new InvalidOperationException("There is no memory for a picture.");
        using var pen = new Pen(surface.Canvas, type.Whole);
        surface.Canvas.Clear(SKColors.White);
        var scope = scored.Count > 0 ? texts.Say($"document.scope.{scored[^1].Scope.ToString().ToLowerInvariant()}", ("chapter", scored[^1].Chapter ?? "")) : "";
        pen.Centred(texts.Say("document.trend.title", ("workshop", chart.Workshop.Name), ("scope", scope)), Width / 2f, 62, 34, Width - 60, Ink.Text);
        Grid(pen);
        Scores(pen);
        pen.Centred(texts.Say("document.trend.note"), Width / 2f, Height - 24, 22, Width - 60, Ink.Quiet);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return new Document(texts.Say("document.trend.name", ("workshop", FileName.Safe(chart.Workshop.Name))), "image/png", data.ToArray());
    }

    private void Grid(Pen pen)
    {
        for (var percent = 0; percent <= 100; percent += 20)
        {
            pen.Line(Left, Y(percent), Width - Right, Y(percent), Ink.Line, 1);
            pen.Right(percent.ToString(CultureInfo.InvariantCulture), Left - 14, Y(percent) + 8, 22, Ink.Quiet);
        }

        foreach (var grade in chart.Grades.Where(grade => grade.From > 0))
        {
            pen.Line(Left, Y(grade.From), Width - Right, Y(grade.From), Ink.Good, 1);
            pen.Text(texts.Say("document.trend.grade", ("name", grade.Name), ("from", grade.From.ToString("0.#", CultureInfo.InvariantCulture))), Width - Right + 10, Y(grade.From) + 7, 20, Ink.Good);
        }
    }

    private void Scores(Pen pen)
    {
        for (var place = 1; place < scored.Count; place++)
        {
            pen.Line(X(place - 1), Y(Percent(place - 1)), X(place), Y(Percent(place)), Ink.Accent, 4);
        }

        for (var place = 0; place < scored.Count; place++)
        {
            var percent = Percent(place);
            pen.Dot(X(place), Y(percent), 9, scored[place].Score.CriticalFaults > 0 ? Ink.Alarm : Ink.Accent);
            pen.Centred(percent.ToString("0.#", CultureInfo.InvariantCulture), X(place), Y(percent) - 18, 24, 200, Ink.Text);
            var day = ChinaTime.In(scored[place].FinishedAt);
            pen.Centred(day.ToString("M-d", CultureInfo.InvariantCulture), X(place), Height - Bottom + 36, 20, 200, Ink.Quiet);
            if (place == 0 || ChinaTime.In(scored[place - 1].FinishedAt).Year != day.Year)
            {
                pen.Centred(day.ToString("yyyy", CultureInfo.InvariantCulture), X(place), Height - Bottom + 62, 20, 200, Ink.Quiet);
            }
        }
    }

    private decimal Percent(int place) => scored[place].Score.Percent!.Value;

    private float X(int place) => scored.Count == 1 ? (Left + Width - Right) / 2 : Left + 30 + (place * (Width - Left - Right - 60) / (scored.Count - 1));

    private static float Y(decimal percent) => Height - Bottom - ((float)percent / 100 * (Height - Top - Bottom));

    /// <summary>What is drawn with.</summary>
    private sealed class Pen(SKCanvas canvas, SKTypeface face) : IDisposable
    {
        private readonly SKPaint paint = new() { IsAntialias = true };

        public void Dispose() => paint.Dispose();

        public void Line(float x1, float y1, float x2, float y2, SKColor color, float width)
        {
            (paint.Color, paint.StrokeWidth) = (color, width);
            canvas.DrawLine(x1, y1, x2, y2, paint);
        }

        public void Dot(float x, float y, float radius, SKColor color)
        {
            paint.Color = color;
            canvas.DrawCircle(x, y, radius, paint);
        }

        public void Text(string text, float x, float baseline, float size, SKColor color) => Write(text, x, baseline, size, float.MaxValue, color, SKTextAlign.Left);

        public void Right(string text, float x, float baseline, float size, SKColor color) => Write(text, x, baseline, size, float.MaxValue, color, SKTextAlign.Right);

        /// <summary>Set smaller where it is wider than it may be.</summary>
        public void Centred(string text, float x, float baseline, float size, float most, SKColor color) => Write(text, x, baseline, size, most, color, SKTextAlign.Center);

        private void Write(string text, float x, float baseline, float size, float most, SKColor color, SKTextAlign align)
        {
            paint.Color = color;
            using var font = new SKFont(face, size);
            font.Size = size * Math.Min(1, most / Math.Max(1, font.MeasureText(text)));
            canvas.DrawText(text, x, baseline, align, font, paint);
        }
    }
}
