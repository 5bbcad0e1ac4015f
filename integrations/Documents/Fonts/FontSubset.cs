using System.Buffers.Binary;
using System.Text;

namespace BotAssistant.Documents.Fonts;

/// <summary>
/// A font with the glyphs of one text only: kilobytes instead of megabytes in each document. And every glyph stands for one character: in the whole font
/// a glyph serves several, and a PDF would be searched and copied as the rarest of them.
/// </summary>
internal sealed class FontSubset
{
    // Composite glyphs (OpenType 1.9, "glyf"): flags of a component.
    private const int WordArguments = 0x1, HasScale = 0x8, MoreComponents = 0x20, HasTwoScales = 0x40, HasMatrix = 0x80;

    private static readonly string[] Copied = ["OS/2", "cvt ", "fpgm", "name", "prep"];

    private readonly FontFile font;
    private readonly List<int> glyphs = [0];
    private readonly Dictionary<int, int> places = new() { [0] = 0 };
    private readonly List<(int Character, int Place)> characters = [];

    private FontSubset(FontFile font, IEnumerable<Rune> text)
    {
        this.font = font;
        foreach (var character in text.Select(rune => rune.Value).Distinct().Order())
        {
            if (font.GlyphOf(character) is > 0 and var glyph)
            {
                characters.Add((character, glyphs.Count));
                glyphs.Add(glyph);
                places.TryAdd(glyph, glyphs.Count - 1);
            }
        }

        for (var place = 0; place < glyphs.Count; place++)
        {
            foreach (var at in ComponentsOf(font.Outline(glyphs[place])))
            {
                Place(BinaryPrimitives.ReadUInt16BigEndian(font.Outline(glyphs[place])[at..]));
            }
        }
    }

    public static byte[] Of(FontFile font, IEnumerable<Rune> text) => new FontSubset(font, text).Write();

    private int Place(int glyph)
    {
        if (!places.TryGetValue(glyph, out var place))
        {
            places[glyph] = place = glyphs.Count;
            glyphs.Add(glyph);
        }

        return place;
    }

    /// <summary>Where in a composite outline the numbers of its components stand.</summary>
    private static List<int> ComponentsOf(ReadOnlySpan<byte> outline)
    {
        var found = new List<int>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return found;
        }

        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            found.Add(at + 2);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
            if ((flags & MoreComponents) == 0)
            {
                return found;
            }
        }
    }

    private byte[] Write()
    {
        var (outlines, offsets) = Outlines();
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] = Characters(),
            ["glyf"] = outlines,
            ["head"] = Changed("head", (50, 1)),
            ["hhea"] = Changed("hhea", (34, glyphs.Count)),
            ["hmtx"] = Metrics(),
            ["loca"] = offsets,
            ["maxp"] = Changed("maxp", (4, glyphs.Count)),
            ["post"] = [0, 3, 0, 0, .. new byte[28]],
        };
        foreach (var tag in Copied.Where(tag => font.Table(tag).Length > 0))
        {
            tables[tag] = font.Table(tag).ToArray();
        }

        return FontTables.Join(tables);
    }

    private (byte[] Outlines, byte[] Offsets) Outlines()
    {
        using var outlines = new MemoryStream();
        var offsets = new byte[(glyphs.Count + 1) * 4];
        for (var place = 0; place < glyphs.Count; place++)
        {
            var outline = font.Outline(glyphs[place]).ToArray();
            foreach (var at in ComponentsOf(outline))
            {
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)places[BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at))]);
            }

            outlines.Write(outline);
            outlines.Write(new byte[-outline.Length & 3]);
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan((place + 1) * 4), (uint)outlines.Length);
        }

        return (outlines.ToArray(), offsets);
    }

    private byte[] Metrics()
    {
        var metrics = new byte[glyphs.Count * 4];
        for (var place = 0; place < glyphs.Count; place++)
        {
            var (advance, bearing) = font.Metrics(glyphs[place]);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(place * 4), advance);
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((place * 4) + 2), bearing);
        }

        return metrics;
    }

    /// <summary>One subtable of format 12 with a group a character.</summary>
    private byte[] Characters()
    {
        var length = 16 + (characters.Count * 12);
        var table = new byte[12 + length];
        void Short(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
        void Long(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(at), value);
        Short(2, 1);
        Short(4, 3);
        Short(6, 10);
        Long(8, 12);
        Short(12, 12);
        Long(16, length);
        Long(24, characters.Count);
        for (var group = 0; group < characters.Count; group++)
        {
            var (character, place) = characters[group];
            Long(28 + (group * 12), character);
            Long(32 + (group * 12), character);
            Long(36 + (group * 12), place);
        }

        return table;
    }

    private byte[] Changed(string tag, (int At, int Value) change)
    {
        var table = font.Table(tag).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(change.At), (ushort)change.Value);
        return table;
    }
}

/// <summary>Puts tables together into a font file.</summary>
internal static class FontTables
{
    // OpenType 1.9, "Calculating Checksums".
    private const uint ChecksumOfAll = 0xB1B0AFBA;
    private const int AdjustmentAt = 8;

    public static byte[] Join(SortedDictionary<string, byte[]> tables)
    {
        tables["head"].AsSpan(AdjustmentAt, 4).Clear();
        var power = 1 << (int)Math.Log2(tables.Count);
        var at = 12 + (tables.Count * 16);
        var file = new byte[at + tables.Values.Sum(table => (table.Length + 3) & ~3)];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tables.Count - power) * 16));
        var (record, head) = (12, 0);
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file, at);
            head = tag == "head" ? at : head;
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Checksum(file.AsSpan(at, (table.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 12), table.Length);
            (record, at) = (record + 16, at + ((table.Length + 3) & ~3));
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + AdjustmentAt), unchecked(ChecksumOfAll - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var at = 0; at < words.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[at..]));
        }

        return sum;
    }
}
