using BotAssistant.Documents.Layout;
using QRCoder;
using SkiaSharp;

namespace BotAssistant.Documents;

/// <summary>A QR code as filled squares: sharp in any print.</summary>
internal static class QrMark
{
    public static void Draw(Sheet sheet, string text, float x, float y, float side)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var step = side / modules.Count;
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                // Runs are one rectangle, so that no hairline of paper shows between two squares.
                var run = 0;
                while (column + run < modules.Count && modules[row][column + run])
                {
                    run++;
                }

                if (run > 0)
                {
                    sheet.Fill(x + (column * step), y + (row * step), run * step, step + 0.05f, SKColors.Black);
                    column += run;
                }
            }
        }
    }
}
