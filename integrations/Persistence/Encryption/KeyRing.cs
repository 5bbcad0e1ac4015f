using System.Security.Cryptography;
using System.Text;

namespace BotAssistant.Persistence;

/// <summary>
/// Encrypts single values with AES-256-GCM under the current key. Text is stored as <c>keyid:base64(nonce|cipher|tag)</c>, bytes as
/// <c>length of key id|key id|nonce|cipher|tag</c>. The column is the associated data, so that a value moved to another column does not open.
/// </summary>
internal sealed class KeyRing
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Dictionary<string, byte[]> keys;
    private readonly byte[] hashKey;

    /// <exception cref="KeyConfigurationException">A key is missing, malformed or not 32 bytes long.</exception>
    public KeyRing(KeyOptions options)
    {
        keys = options.ById.ToDictionary(entry => CheckedId(entry.Key), entry => Bytes($"ById:{entry.Key}", entry.Value));
        CurrentId = options.Current ?? throw new KeyConfigurationException("Keys:Current is not set: it names the key that new values are encrypted with.");
        if (!keys.ContainsKey(CurrentId))
        {
            throw new KeyConfigurationException($"Keys:Current names '{CurrentId}', but Keys:ById:{CurrentId} is not set.");
        }

        hashKey = Bytes("HashKey", options.HashKey);
    }

    public string CurrentId { get; }

    public string Hash(string value) => Convert.ToHexStringLower(HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(value)));

    public string SealText(SealedColumn column, string text) => SealUtf8(column, Encoding.UTF8.GetBytes(text));

    public string SealUtf8(SealedColumn column, ReadOnlySpan<byte> text)
    {
        var cipher = Encrypt(column, text);
        return string.Create(CurrentId.Length + 1 + ((cipher.Length + 2) / 3 * 4), (CurrentId, cipher), static (stored, value) =>
        {
            value.CurrentId.CopyTo(stored);
            stored[value.CurrentId.Length] = ':';
            Convert.TryToBase64Chars(value.cipher, stored[(value.CurrentId.Length + 1)..], out _);
        });
    }

    /// <exception cref="SealedValueException">Key unknown, or value altered or moved.</exception>
    public string OpenText(SealedColumn column, string stored) => Encoding.UTF8.GetString(OpenUtf8(column, stored));

    /// <exception cref="SealedValueException">Key unknown, or value altered or moved.</exception>
    public byte[] OpenUtf8(SealedColumn column, string stored)
    {
        var colon = stored.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw new SealedValueException($"A value of {column.Name} is not encrypted.");
        }

        var base64 = stored.AsSpan(colon + 1);
        var sealedBytes = new byte[base64.Length / 4 * 3];
        return Convert.TryFromBase64Chars(base64, sealedBytes, out var length)
            ? Decrypt(column, stored[..colon], sealedBytes.AsSpan(0, length))
            : throw Altered(column, stored[..colon]);
    }

    public byte[] SealBytes(SealedColumn column, byte[] bytes)
    {
        var id = Encoding.ASCII.GetBytes(CurrentId);
        return [(byte)id.Length, .. id, .. Encrypt(column, bytes)];
    }

    /// <exception cref="SealedValueException">Key unknown, or value altered or moved.</exception>
    public byte[] OpenBytes(SealedColumn column, byte[] stored)
    {
        var id = KeyIdOf(stored) ?? throw new SealedValueException($"A value of {column.Name} is not encrypted.");
        return Decrypt(column, id, stored.AsSpan(1 + id.Length));
    }

    public static string? KeyIdOf(byte[] stored)
        => stored.Length > 0 && stored.Length > stored[0] ? Encoding.ASCII.GetString(stored, 1, stored[0]) : null;

    private byte[] Encrypt(SealedColumn column, ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys[CurrentId], TagSize);
        cipher.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), column.AssociatedData);
        return result;
    }

    private byte[] Decrypt(SealedColumn column, string keyId, ReadOnlySpan<byte> stored)
    {
        if (!keys.TryGetValue(keyId, out var key))
        {
            throw new SealedValueException($"A value of {column.Name} is encrypted with the key '{keyId}', which is not configured: set Keys:ById:{keyId}.");
        }

        if (stored.Length < NonceSize + TagSize)
        {
            throw Altered(column, keyId);
        }

        var plain = new byte[stored.Length - NonceSize - TagSize];
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(stored[..NonceSize], stored[NonceSize..^TagSize], stored[^TagSize..], plain, column.AssociatedData);
            return plain;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw Altered(column, keyId, e);
        }
    }

    private static SealedValueException Altered(SealedColumn column, string keyId, Exception? inner = null)
        => new($"A value of {column.Name} does not open: the configured key '{keyId}' is not the one it was encrypted with, or the value was altered.", inner);

    private static string CheckedId(string id)
        => id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? id
            : throw new KeyConfigurationException($"The key id '{id}' is not 1 to 40 letters, digits, '-', '.' or '_'.");

    private static byte[] Bytes(string name, string? base64)
    {
        var bytes = new byte[KeySize + 1];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out var length) && length == KeySize
            ? bytes[..KeySize]
            : throw new KeyConfigurationException($"Keys:{name} must be {KeySize} random bytes in base64 (openssl rand -base64 {KeySize}).");
    }
}

/// <summary>Keyed hashes under the installation's hash key.</summary>
internal sealed class KeyedHash(KeyRing keys) : People.IKeyedHash
{
    public string Of(string value) => keys.Hash(value);
}
