using System.Security.Cryptography;
using System.Text;

namespace BotAssistant.Testing.WeChat;

/// <summary>
/// The platform's own signature and cipher. Written apart from the product's, which it checks: block by block with a transform, padding in
/// blocks of 32 by hand.
/// </summary>
public sealed class WeChatCipher(WeChatAccount account)
{
    private readonly byte[] _key = Convert.FromBase64String(account.EncodingAesKey + "=");

    public static string Sign(params string[] parts)
    {
        Array.Sort(parts, string.CompareOrdinal);
        var hash = IncrementalHashOf(parts);
        return Convert.ToHexString(hash).ToLowerInvariant();
    }

    public string Encrypt(string message, string? appId = null)
    {
        var text = Encoding.UTF8.GetBytes(message);
        using var full = new MemoryStream();
        full.Write(RandomNumberGenerator.GetBytes(16));
        full.Write([(byte)(text.Length >> 24), (byte)(text.Length >> 16), (byte)(text.Length >> 8), (byte)text.Length]);
        full.Write(text);
        full.Write(Encoding.UTF8.GetBytes(appId ?? account.AppId));
        var pad = 32 - (int)(full.Length % 32);
        full.Write(Enumerable.Repeat((byte)pad, pad).ToArray());
        return Convert.ToBase64String(Transform(full.ToArray(), encrypt: true));
    }

    /// <summary>Encrypts bytes as they are, to make what no platform would.</summary>
    public string EncryptRaw(byte[] blocks) => Convert.ToBase64String(Transform(blocks, encrypt: true));

    /// <exception cref="WeChatProtocolException">It is not a message for this account.</exception>
    public string Decrypt(string encrypt)
    {
        var clear = Transform(Convert.FromBase64String(encrypt), encrypt: false);
        var pad = clear[^1];
        if (clear.Length % 32 != 0 || pad is 0 or > 32 || clear.TakeLast(pad).Any(value => value != pad))
        {
            throw new WeChatProtocolException("The reply's padding is wrong.");
        }

        var length = (clear[16] << 24) | (clear[17] << 16) | (clear[18] << 8) | clear[19];
        var appId = Encoding.UTF8.GetString(clear[(20 + length)..^pad]);
        return appId == account.AppId
            ? new UTF8Encoding(false, true).GetString(clear, 20, length)
            : throw new WeChatProtocolException("The reply does not end in the account's appid.");
    }

    private static byte[] IncrementalHashOf(string[] parts)
    {
#pragma warning disable CA5350 // The platform's protocol is SHA-1.
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        foreach (var part in parts)
        {
            sha.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return sha.GetHashAndReset();
    }

    private byte[] Transform(byte[] data, bool encrypt)
    {
        using var aes = Aes.Create();
        (aes.Key, aes.IV, aes.Mode, aes.Padding) = (_key, _key[..16], CipherMode.CBC, PaddingMode.None);
        using var transform = encrypt ? aes.CreateEncryptor() : aes.CreateDecryptor();
        return transform.TransformFinalBlock(data, 0, data.Length);
    }
}
