namespace BotAssistant.BotFramework;

/// <summary>A file that stands in its own address: <c>data:image/png;base64,…</c> (RFC 2397).</summary>
internal static class DataUrl
{
    private const string Base64 = ";base64,";

    /// <returns>Null when it is not base64, or larger than the limit.</returns>
    public static byte[]? Read(string url, int limitBytes)
    {
        var start = url.IndexOf(Base64, StringComparison.OrdinalIgnoreCase);
        if (start < 0 || start > 100)
        {
            return null;
        }

        var data = url.AsSpan(start + Base64.Length);
        var bytes = new byte[(data.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(data, bytes, out var length) && length > 0 && length <= limitBytes ? bytes[..length] : null;
    }
}
