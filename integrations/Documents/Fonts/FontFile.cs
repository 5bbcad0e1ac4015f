using System.Buffers.Binary;
using System.Text;

namespace BotAssistant.Documents.Fonts;

/// <summary>A TrueType font, or the first one of a collection, table by table (OpenType 1.9, "Organization of an OpenType Font").</summary>
internal sealed class FontFile
{
    private const uint CollectionTag = 0x74746366; // ttcf
    private const int HeaderLength = 12, RecordLength = 16;

    private readonly byte[] bytes;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly int charactersAt;
    private readonly bool wideCharacters;
    private readonly bool longOffsets;

    private FontFile(byte[] bytes)
    {
        this.bytes = bytes;
        var start = Long(0) == CollectionTag ? (int)Long(HeaderLength) : 0;
        for (var record = 0; record < Short(start + 4); record++)
        {
            var at = start + HeaderLength + (record * RecordLength);
            tables[Encoding.ASCII.GetString(bytes, at, 4)] = ((int)Long(at + 8), (int)Long(at + 12));
        }

        longOffsets = Short(tables["head"].Offset + 50) != 0;
        (charactersAt, wideCharacters) = FindCharacters();
    }

    public int GlyphCount => Short(tables["maxp"].Offset + 4);

    /// <returns>Null when it is no font of outlines that can be taken apart (CFF outlines cannot).</returns>
    public static FontFile? Read(byte[] bytes)
    {
        try
        {
            var font = new FontFile(bytes);
            return font.charactersAt > 0 && font.tables.ContainsKey("glyf") && font.tables.ContainsKey("loca") ? font : null;
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            return null;
        }
    }

    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var table) ? bytes.AsSpan(table.Offset, table.Length) : [];

    /// <summary>The outline of a glyph; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (OutlineAt(glyph), OutlineAt(glyph + 1));
        return bytes.AsSpan(tables["glyf"].Offset + from, to - from);
    }

    public (ushort Advance, short Bearing) Metrics(int glyph)
    {
        var (table, full) = (tables["hmtx"].Offset, Short(tables["hhea"].Offset + 34));
        var last = Math.Min(glyph, full - 1);
        var bearing = glyph < full ? table + (glyph * 4) + 2 : table + (full * 4) + ((glyph - full) * 2);
        return (Short(table + (last * 4)), (short)Short(bearing));
    }

    /// <summary>0 when the font does not have the character.</summary>
    public int GlyphOf(int character) => wideCharacters ? FindWide(character) : character <= 0xFFFF ? FindNarrow(character) : 0;

    private int OutlineAt(int glyph) => longOffsets ? (int)Long(tables["loca"].Offset + (glyph * 4)) : Short(tables["loca"].Offset + (glyph * 2)) * 2;

    /// <summary>The subtable that knows most characters: format 12, else format 4.</summary>
    private (int At, bool IsWide) FindCharacters()
    {
        var (table, narrow) = (tables["cmap"].Offset, 0);
        for (var record = 0; record < Short(table + 2); record++)
        {
            var at = table + (int)Long(table + 4 + (record * 8) + 4);
            switch (Short(at))
            {
                case 12:
                    return (at, true);
                case 4:
                    narrow = at;
                    break;
            }
        }

        return (narrow, false);
    }

    private int FindWide(int character)
    {
        var (low, high) = (0, (int)Long(charactersAt + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = charactersAt + 16 + (middle * 12);
            if (character < Long(at))
            {
                high = middle - 1;
            }
            else if (character > Long(at + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (int)(Long(at + 8) + character - Long(at));
            }
        }

        return 0;
    }

    private int FindNarrow(int character)
    {
        var doubled = Short(charactersAt + 6);
        var (ends, starts) = (charactersAt + 14, charactersAt + 16 + doubled);
        for (var segment = 0; segment < doubled; segment += 2)
        {
            if (character > Short(ends + segment))
            {
                continue;
            }

            if (character < Short(starts + segment))
            {
                return 0;
            }

            var (delta, rangeAt) = (Short(starts + doubled + segment), starts + (2 * doubled) + segment);
            if (Short(rangeAt) is 0)
            {
                return (character + delta) & 0xFFFF;
            }

            var glyph = Short(rangeAt + Short(rangeAt) + ((character - Short(starts + segment)) * 2));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }

    private ushort Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private uint Long(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
