namespace BotAssistant.BotFramework;

/// <summary>Reads what a stranger sends up to a limit, into a plain array: a pool would keep the largest ones.</summary>
internal static class BoundedBody
{
    /// <returns>Null when it is larger.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limitBytes, CancellationToken stop)
    {
        if (content.Headers.ContentLength > limitBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(stop);
        return await ReadAsync(stream, limitBytes, stop);
    }

    /// <inheritdoc cref="ReadAsync(HttpContent, int, CancellationToken)"/>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limitBytes, CancellationToken stop)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await stream.ReadAsync(buffer, stop)) > 0;)
        {
            if (body.Length + read > limitBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
