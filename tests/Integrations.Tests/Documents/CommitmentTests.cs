using SkiaSharp;
using UglyToad.PdfPig;
using Xunit;
using ZXing;

namespace BotAssistant.Integrations.Tests.Documents;

public sealed class CommitmentTests
{
    private static readonly Uri Address = new("https://spxzf.example.cn/verify/0123456789abcdefghjkmnpqrs");

    [Fact]
    public void The_letter_holds_the_whole_signed_text_who_signed_it_when_and_which_version()
    {
        var sheet = PrintShop.Commitment(Address);
        var document = PrintShop.Keep(PrintShop.Documents.Commitment(sheet));
        var text = string.Concat(PrintShop.Read(document));

        Assert.Equal("食品安全承诺书-海曙老街年糕坊.pdf", document.Name);
        Assert.InRange(document.Bytes.Length, 5_000, 400_000);
        foreach (var paragraph in sheet.Letter.For(sheet.Signature.WorkshopName, sheet.Signature.Signer).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Assert.Contains(paragraph.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal), text.Replace("\u3000", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains("签名：张测试", text, StringComparison.Ordinal);
        Assert.Contains("签署日期：2026年6月1日", text, StringComparison.Ordinal);
        Assert.Contains(sheet.Letter.Version, text, StringComparison.Ordinal);
        Assert.Contains("示例", text, StringComparison.Ordinal);
        Assert.Contains(sheet.Signature.TextDigest!, text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2EDD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_telephone_reads_the_address_from_the_code()
    {
        using var pdf = PdfDocument.Open(PrintShop.Documents.Commitment(PrintShop.Commitment(Address)).Bytes);
        Assert.Equal(Address.AbsoluteUri, Scan(pdf));
    }

    [Fact]
    public void Without_a_public_address_there_is_no_code_to_scan_and_the_paper_says_why()
    {
        var document = PrintShop.Keep(PrintShop.Documents.Commitment(PrintShop.Commitment(null, "无码坊")));
        using var pdf = PdfDocument.Open(document.Bytes);

        Assert.Null(Scan(pdf));
        var text = string.Concat(PrintShop.Read(document));
        Assert.Contains("没有设置公开网址", text, StringComparison.Ordinal);
        Assert.Contains("核验码：0123456789abcdefghjkmnpqrs", text, StringComparison.Ordinal);
    }

    /// <summary>Paints the page's filled rectangles, as a printer would, and looks for a QR code.</summary>
    private static string? Scan(PdfDocument pdf)
    {
        const int scale = 4;
        using var paper = new SKBitmap(595 * scale, 842 * scale);
        using var canvas = new SKCanvas(paper);
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        foreach (var path in pdf.GetPage(1).Paths.Where(path => path.IsFilled))
        {
            if (path.GetBoundingRectangle() is { } box)
            {
                canvas.DrawRect(new SKRect((float)box.Left * scale, (842 - (float)box.Top) * scale, (float)box.Right * scale, (842 - (float)box.Bottom) * scale), black);
            }
        }

        var source = new RGBLuminanceSource(paper.Bytes, paper.Width, paper.Height, RGBLuminanceSource.BitmapFormat.BGRA32);
        return new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } }.Decode(source)?.Text;
    }
}
