using SkiaSharp;

namespace BotAssistant.Documents.Layout;

/// <summary>The few colours there are; all of them can be told apart in a black-and-white print.</summary>
internal static class Ink
{
    public static readonly SKColor Text = new(0x1F, 0x1F, 0x1F);
    public static readonly SKColor Quiet = new(0x60, 0x60, 0x60);
    public static readonly SKColor Alarm = new(0xB7, 0x1C, 0x1C);
    public static readonly SKColor Good = new(0x1B, 0x5E, 0x20);
    public static readonly SKColor Line = new(0xB0, 0xB0, 0xB0);
    public static readonly SKColor Shade = new(0xEE, 0xF2, 0xF5);
    public static readonly SKColor Accent = new(0x0B, 0x5C, 0xAD);
}
