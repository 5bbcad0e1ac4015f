using BotAssistant.Checklists;
using BotAssistant.Documents;
using BotAssistant.Testing;
using SkiaSharp;
using Xunit;

namespace BotAssistant.Integrations.Tests.Documents;

public sealed class TrendTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    public void A_trend_is_a_picture_with_something_on_it(int checks)
    {
        var document = PrintShop.Keep(PrintShop.Documents.Trend(Chart(checks)));
        using var picture = SKBitmap.Decode(document.Bytes);

        Assert.Equal(($"自查走势-走势坊{checks}.png", "image/png"), (document.Name, document.ContentType));
        Assert.Equal((1080, 720), (picture.Width, picture.Height));
        Assert.InRange(document.Bytes.Length, 5_000, 400_000);
        Assert.InRange(picture.Pixels.Distinct().Count(), 20, int.MaxValue);
        Assert.Contains(new SKColor(0xB7, 0x1C, 0x1C), picture.Pixels);
    }

    [Fact]
    public void Checks_without_a_score_leave_no_point()
    {
        var chart = Chart(2);
        var document = PrintShop.Documents.Trend(chart with { Results = [.. chart.Results.Select(result => result with { Score = new Score(null, null, 0, 0, 0, 5) })] });
        using var picture = SKBitmap.Decode(document.Bytes);
        Assert.DoesNotContain(new SKColor(0xB7, 0x1C, 0x1C), picture.Pixels);
    }

    private static TrendChart Chart(int checks)
    {
        var workshop = Samples.Workshop(particulars: Samples.Particulars($"走势坊{checks}"));
        var results = Enumerable.Range(0, checks).Select(month => Samples.Check(workshop.Id, month + 1) with
        {
            FinishedAt = Samples.Start.AddMonths(month),
            Score = new Score(60 + (month * 37 % 41), "一般", 80, 4, month % 3 == 0 ? 1 : 0, 0),
        });
        return new TrendChart([.. results], PrintShop.List.Scoring.Grades, workshop);
    }
}
