using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Bot.Public;

/// <summary>
/// The secret part of a file's address: which file, under which name, until when, signed with a key that all servers derive from the installation's hash
/// key. It names nobody; whoever holds it may open this one file until then.
/// </summary>
internal sealed class FileTokens(IKeyedHash hash, TimeProvider time)
{
    private const string Purpose = "file-address/1:";
    private const int ExpiryLength = 8, HashLength = 32, SealLength = 16;
    private const int MaxLength = 1024;

    public string Write(OutboundFile file, TimeSpan lasts)
    {
        var payload = new byte[ExpiryLength + HashLength + Encoding.UTF8.GetByteCount(file.Name)];
        BinaryPrimitives.WriteInt64BigEndian(payload, (time.GetUtcNow() + lasts).ToUnixTimeSeconds());
        Convert.FromHexString(file.Hash).CopyTo(payload, ExpiryLength);
        Encoding.UTF8.GetBytes(file.Name, payload.AsSpan(ExpiryLength + HashLength));
        return Base64Url.EncodeToString([.. Seal(payload), .. payload]);
    }

    /// <returns>Null when it is not ours, was altered, or has expired: a stranger is not told which.</returns>
    public (string Hash, string Name)? Read(string token)
    {
        if (token.Length > MaxLength || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= SealLength + ExpiryLength + HashLength || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SealLength), Seal(bytes.AsSpan(SealLength))))
        {
            return null;
        }

        var payload = bytes.AsSpan(SealLength);
        return BinaryPrimitives.ReadInt64BigEndian(payload) > time.GetUtcNow().ToUnixTimeSeconds()
            ? (Convert.ToHexStringLower(payload.Slice(ExpiryLength, HashLength)), Encoding.UTF8.GetString(payload[(ExpiryLength + HashLength)..]))
            : null;
    }

    private byte[] Seal(ReadOnlySpan<byte> payload) => Convert.FromHexString(hash.Of(Purpose + Convert.ToHexString(payload)))[..SealLength];
}
