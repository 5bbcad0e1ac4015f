namespace BotAssistant.Messaging;

/// <summary>Tells a photo by its first bytes, never by its name or what the sender says it is.</summary>
public static class PhotoFormat
{
    /// <returns>The media type, or null when it is no photo we take (JPEG, PNG, WebP).</returns>
    public static string? Detect(ReadOnlySpan<byte> bytes)
        => bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            _ => null,
        };
}
