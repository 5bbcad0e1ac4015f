using System.Text;
using BotAssistant.Documents;
using BotAssistant.Documents.Fonts;
using BotAssistant.Documents.Layout;
using SkiaSharp;
using Xunit;

namespace BotAssistant.Integrations.Tests.Documents;

public sealed class FontTests
{
    private const string Text = "食品安全承诺书（示例）：GB/T 17219，100%！é";

    [Fact]
    public void The_build_embeds_the_font() => Assert.Contains(FontSource.Embedded, typeof(DocumentsServices).Assembly.GetManifestResourceNames());

    [Fact]
    public void A_subset_draws_every_character_as_the_whole_font_does()
    {
        var bytes = Embedded();
        using var whole = SKTypeface.FromData(SKData.CreateCopy(bytes));
        var subset = FontSubset.Of(FontFile.Read(bytes)!, Text.EnumerateRunes());
        using var part = SKTypeface.FromData(SKData.CreateCopy(subset));

        Assert.InRange(subset.Length, 1_000, 40_000);
        Assert.DoesNotContain((ushort)0, part.GetGlyphs(Text));
        Assert.Equal(Drawn(whole), Drawn(part));
    }

    [Fact]
    public void Characters_that_share_a_glyph_stay_apart()
    {
        var font = FontFile.Read(Embedded())!;
        Assert.Equal(font.GlyphOf('\u2EDD'), font.GlyphOf('食'));
        var subset = FontFile.Read(FontSubset.Of(font, "食".EnumerateRunes()))!;
        Assert.Equal((0, 1), (subset.GlyphOf('\u2EDD'), subset.GlyphOf('食')));
    }

    [Fact]
    public void A_broken_font_is_none()
    {
        var bytes = Embedded();
        Assert.Null(TypeCase.Of([]));
        Assert.Null(TypeCase.Of(Encoding.ASCII.GetBytes("no font at all, whatever its name says")));
        Assert.Null(TypeCase.Of(bytes[..5_000]));
    }

    [Fact]
    public void Without_a_font_the_person_is_told_so()
    {
        Assert.Equal("documents-no-font", PrintShop.With("/no/such/font.ttf").Problem?.Code);
        Assert.Null(PrintShop.Documents.Problem);
    }

    [Theory]
    [InlineData("加工区，与“生活区”分开。", "加|工|区，|与|“生|活|区”|分|开。")]
    [InlineData("按 GB/T 17219-1998（示例）检查", "按| |GB/T| |17219-1998|（示|例）|检|查")]
    [InlineData("100%合格！！", "100%|合|格！！")]
    [InlineData("", "")]
    public void No_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(string text, string pieces)
        => Assert.Equal(pieces, string.Join('|', LineBreaker.Pieces(text)));

    [Fact]
    public void Lines_fit_and_lose_nothing()
    {
        using var face = SKTypeface.FromData(SKData.CreateCopy(Embedded()));
        using var font = new SKFont(face, 10);
        var text = string.Concat(Enumerable.Repeat("一、证照齐全后再生产，登记内容真实（GB 2760-2024）。", 9)) + new string('x', 300);
        var lines = LineBreaker.Break(text, font, 150);

        Assert.All(lines, line => Assert.InRange(font.MeasureText(line), 0, 150));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    private static byte[] Embedded()
    {
        using var stream = typeof(DocumentsServices).Assembly.GetManifestResourceStream(FontSource.Embedded)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Drawn(SKTypeface face)
    {
        using var bitmap = new SKBitmap(900, 60);
        using var canvas = new SKCanvas(bitmap);
        using var font = new SKFont(face, 30);
        using var paint = new SKPaint { Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        canvas.DrawText(Text, 5, 40, font, paint);
        return bitmap.Bytes;
    }
}
