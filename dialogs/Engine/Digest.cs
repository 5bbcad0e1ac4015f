using System.Security.Cryptography;
using System.Text;

namespace BotAssistant.Dialogs.Engine;

/// <summary>A short name for a longer text: 16 hex digits of its SHA-256.</summary>
internal static class Digest
{
    private const int Bytes = 8;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
