using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace BotAssistant.WeChat;

/// <summary>
/// Signature and cipher of the platform's pushes (/doc/oplatform/developers/dev/push/encryption): SHA-1 over ordinally sorted strings; AES-256-CBC
/// over <c>random(16) + length(4, network order) + message + appid</c>, padded PKCS#7-like to blocks of 32 bytes.
/// </summary>
public sealed class WeChatCrypto
{
    private const int CipherBlock = 16;
    private const int PadBlock = 32;
    private const int RandomBytes = 16;
    private const int HeadBytes = RandomBytes + sizeof(int);

    private readonly string _token;
    private readonly byte[] _appId;
    private readonly byte[]? _key;

    /// <param name="token">Signs.</param>
    /// <param name="appId">Must end every decrypted message.</param>
    /// <param name="encodingAesKey">43 characters, or null where only signatures are needed.</param>
    /// <exception cref="ArgumentException">The key has not 43 characters of base64.</exception>
    public WeChatCrypto(string token, string appId, string? encodingAesKey)
    {
        _token = token;
        _appId = Encoding.UTF8.GetBytes(appId);
        _key = string.IsNullOrEmpty(encodingAesKey) ? null : DecodeKey(encodingAesKey);
    }

    public static bool IsKey(string encodingAesKey) => encodingAesKey.Length == 43 && encodingAesKey.All(char.IsAsciiLetterOrDigit);

    /// <summary>Lower-case hex SHA-1 of the token and the parts, sorted by code unit: a cultural order gives another result for some tokens.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The platform's protocol is SHA-1; in safe mode the cipher and the appid stand behind it.")]
    public string Sign(params ReadOnlySpan<string> parts)
    {
        string[] sorted = [_token, .. parts];
        Array.Sort(sorted, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>Compares in constant time.</summary>
    public bool IsSignedBy(string signature, params ReadOnlySpan<string> parts)
    {
        var expected = Encoding.ASCII.GetBytes(Sign(parts));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected);
    }

    /// <summary>The message of a ciphertext, or null. Why it is null is told to nobody: a difference would be a padding oracle.</summary>
    public byte[]? Decrypt(string encrypt)
    {
        if (_key is null)
        {
            return null;
        }

        // Plain arrays: a pool would keep the megabytes that a stranger may send.
        var cipher = new byte[encrypt.Length];
        if (!Convert.TryFromBase64String(encrypt, cipher, out var length) || length == 0 || length % CipherBlock != 0)
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = _key;
        // The padding goes up to 32: PaddingMode.PKCS7 would refuse what exceeds the cipher's block of 16.
        return Unwrap(aes.DecryptCbc(cipher.AsSpan(0, length), _key.AsSpan(0, CipherBlock), PaddingMode.None));
    }

    /// <summary>Encrypts to base64 with fresh randomness.</summary>
    public string Encrypt(string message) => Encrypt(message, RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Encrypts with a given 16-byte prefix, as the published vectors do.</summary>
    /// <exception cref="InvalidOperationException">There is no key.</exception>
    internal string Encrypt(string message, ReadOnlySpan<byte> random)
    {
        var key = _key ?? throw new InvalidOperationException("Encryption needs WeChat:EncodingAesKey.");
        var messageLength = Encoding.UTF8.GetByteCount(message);
        var bare = HeadBytes + messageLength + _appId.Length;
        var pad = PadBlock - (bare % PadBlock);
        var clear = new byte[bare + pad];
        random.CopyTo(clear);
        BinaryPrimitives.WriteInt32BigEndian(clear.AsSpan(RandomBytes), messageLength);
        Encoding.UTF8.GetBytes(message, clear.AsSpan(HeadBytes));
        _appId.CopyTo(clear.AsSpan(HeadBytes + messageLength));
        clear.AsSpan(bare).Fill((byte)pad);

        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToBase64String(aes.EncryptCbc(clear, key.AsSpan(0, CipherBlock), PaddingMode.None));
    }

    private byte[]? Unwrap(ReadOnlySpan<byte> padded)
    {
        var pad = padded[^1];
        if (pad is < 1 or > PadBlock || pad > padded.Length || padded[^pad..].ContainsAnyExcept(pad))
        {
            return null;
        }

        var full = padded[..^pad];
        if (full.Length < HeadBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(full[RandomBytes..]);
        if (length < 0 || length > full.Length - HeadBytes)
        {
            return null;
        }

        // Another account's genuine message, signed with a token that two accounts share, must not pass for ours.
        return CryptographicOperations.FixedTimeEquals(full[(HeadBytes + length)..], _appId)
            ? full.Slice(HeadBytes, length).ToArray()
            : null;
    }

    private static byte[] DecodeKey(string encodingAesKey) => IsKey(encodingAesKey)
        // Real keys end in bits that canonical base64 has as zero: Convert takes them, Base64 and Base64Url of System.Buffers.Text do not.
        ? Convert.FromBase64String(encodingAesKey + "=")
        : throw new ArgumentException("An EncodingAESKey has 43 letters and digits.", nameof(encodingAesKey));
}
