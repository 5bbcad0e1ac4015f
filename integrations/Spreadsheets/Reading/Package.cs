using System.IO.Compression;

namespace BotAssistant.Spreadsheets;

/// <summary>The file as a zip: looked through within bounds before anything reads it as a workbook.</summary>
internal static class Package
{
    private const int Block = 81920;

    private static ReadOnlySpan<byte> Zip => "PK"u8;

    /// <summary>Compound files: what Office wrote before 2007, and what it writes today for a workbook with a password.</summary>
    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0];

    private static ReadOnlySpan<byte> Locked => "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    /// <summary>Code of what is wrong with the file; null when it can be opened.</summary>
    public static string? Refuse(byte[] file, SpreadsheetOptions limits)
    {
        if (file.Length == 0)
        {
            return "file-empty";
        }

        if (file.Length > limits.MaxBytes)
        {
            return "file-too-large";
        }

        if (file.AsSpan().StartsWith(Compound))
        {
            return file.AsSpan().IndexOf(Locked) >= 0 ? "file-locked" : "file-old";
        }

        return file.AsSpan().StartsWith(Zip) ? RefuseZip(file, limits) : "file-not-xlsx";
    }

    private static string? RefuseZip(byte[] file, SpreadsheetOptions limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > limits.MaxParts)
            {
                return "file-too-many-parts";
            }

            // What an entry says of its own length may be a lie: it is counted.
            var left = (long)limits.MaxUnpackedBytes;
            foreach (var entry in zip.Entries)
            {
                left -= Length(entry, left);
                if (left < 0)
                {
                    return "file-bomb";
                }
            }

            if (zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return "file-macros";
            }

            return zip.GetEntry("xl/workbook.xml") is null ? "file-not-xlsx" : null;
        }
        catch (InvalidDataException)
        {
            return "file-broken";
        }
    }

    private static long Length(ZipArchiveEntry entry, long most)
    {
        using var content = entry.Open();
        var block = new byte[Block];
        long length = 0;
        while (length <= most && content.Read(block) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }
}
