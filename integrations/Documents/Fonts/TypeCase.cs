using System.Text;
using SkiaSharp;

namespace BotAssistant.Documents.Fonts;

/// <summary>A font that can set Chinese: whole for measuring and pictures, in part for a document.</summary>
internal sealed class TypeCase
{
    /// <summary>Characters that a font must have: 食品安全.</summary>
    private const string Needed = "\u98DF\u54C1\u5B89\u5168";

    private readonly FontFile file;

    private TypeCase(FontFile file, SKTypeface whole) => (this.file, Whole) = (file, whole);

    public SKTypeface Whole { get; }

    /// <returns>Null when the font is of another kind, or has no Chinese.</returns>
    public static TypeCase? Of(byte[] bytes)
        => FontFile.Read(bytes) is { } file && Needed.All(character => file.GlyphOf(character) > 0) && SKTypeface.FromData(SKData.CreateCopy(bytes)) is { } whole
            ? new TypeCase(file, whole)
            : null;

    /// <summary>The same font with what the texts need.</summary>
    public SKTypeface For(IEnumerable<string> texts)
    {
        using var data = SKData.CreateCopy(FontSubset.Of(file, texts.SelectMany(text => text.EnumerateRunes())));
        return SKTypeface.FromData(data);
    }
}
